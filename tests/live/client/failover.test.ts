import { expect } from 'chai';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { WatcherEvent } from '../../../client/sentinel/index.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { faults } from '../workloads/stage.ts';
import { connectorFor, dataClient } from './clients.ts';
import { Writes } from './writes.ts';

describe('client, Sentinel connector, on real servers over TLS', () => {
  let instance: LocalInstance;
  let clients: Redis[];
  let events: WatcherEvent[];
  let primary: string;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    await instance.up();
    primary = await instance.primary();
    const Connector = await connectorFor(instance);
    instance.endWith(() => Connector.releaseIdle());
    events = [];
    Connector.watch((event) => events.push(event));
    clients = await Promise.all([1, 2, 3].map(() => dataClient(instance, Connector)));
    await Promise.all(clients.map((client) => client.ping()));
  });
  afterEach(() => instance.remove());

  /** Writes through a failover that `fault` causes: nothing acknowledged is lost and all clients go on. */
  async function livesThrough(fault: () => Promise<void>): Promise<void> {
    const [client] = clients;
    if (!client) throw new Error('There is no client.');
    const ended: string[] = [];
    for (const one of clients) one.once('end', () => ended.push('end'));
    const writes = new Writes(client);
    instance.endWith(() => writes.stop());
    await writes.progress(50);
    await fault();
    await until(
      () => events.filter((event) => event.kind === 'primary').length === 2,
      'the clients are moved',
    );
    await writes.progress(50);
    expect(await writes.lost()).to.equal(0);
    const there = events.find((event) => event.kind === 'primary' && event.previous);
    expect(there).to.include({ because: 'promotion' });
    for (const one of clients) expect(await one.ping()).to.equal('PONG');
    expect(ended).to.deep.equal([]);
    // One listener at each Sentinel for three clients.
    expect(events.filter((event) => event.kind === 'sentinel-found')).to.have.length(3);
  }

  it('lives through kill -9 of the primary', () =>
    livesThrough(async () => {
      process.kill(await instance.pid(primary), 'SIGKILL');
    }));

  it('lives through a frozen primary that wakes later', () =>
    livesThrough(async () => {
      const pid = await instance.pid(primary);
      process.kill(pid, 'SIGSTOP');
      await until(() => events.filter((event) => event.kind === 'primary').length === 2, 'it is left');
      process.kill(pid, 'SIGCONT');
    }));

  it('lives through a planned failover with paused writes', () =>
    livesThrough(async () => {
      await faults['a planned failover'](instance, primary);
    }));
});
