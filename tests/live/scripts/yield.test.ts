import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { Meddler } from './meddler.ts';
import { Pods } from './pods.ts';
import { runtimes } from './runtimes.ts';
import { Writes } from './writes.ts';

const [runtime] = await runtimes();

describe('pod scripts, a hand-over that a person asks for', () => {
  let pods: Pods;
  let frozen: number | undefined;
  before(async () => {
    pods = await Pods.make(runtime);
    pods.start();
    await pods.ready();
  });
  afterEach(() => wake());
  after(async () => {
    wake();
    await pods.remove();
  });

  function wake(): void {
    if (frozen !== undefined) process.kill(frozen, 'SIGCONT');
    frozen = undefined;
  }

  it('goes to the server that was asked for, loses nothing, and leaves the old primary as a replica', async () => {
    const writes = new Writes(pods);
    await writes.progress();
    const old = await pods.primary();
    const heir = pods.replicas(old).at(-1);
    if (!heir) throw new Error('No replica.');
    const { code, text } = await old.call('yield', { args: [heir.host] });
    expect(code, text).to.equal(0);
    expect(text).to.contain(`Hands over to ${heir.host}.`).and.contain(`${heir.host} is primary.`);
    await writes.progress();
    expect(await pods.primary()).to.equal(heir);
    await old.until('ready');
    expect(await writes.lost()).to.equal(0);
  });

  it('is refused by a server that is not primary, and for one that is no replica in sync', async () => {
    const primary = await pods.primary();
    const [replica] = pods.replicas(primary);
    expect(await replica?.call('yield')).to.deep.include({ code: 1 });
    const { code, text } = await primary.call('yield', { args: ['elsewhere'] });
    expect({ code, text }).to.deep.equal({
      code: 1,
      text: 'redis-ha: Nothing was handed over: no replica is in sync.\n',
    });
  });

  it('leaves all as it was when the replica does not take over: writes go on at the old primary', async () => {
    await pods.ready();
    const writes = new Writes(pods);
    await writes.progress();
    const primary = await pods.primary();
    const meddler = await Meddler.before('CLIENT PAUSE', pods);
    const yielding = primary.call('yield', { env: meddler.env });
    await meddler.does(async () => {
      const [, host] = [...primary.log.matchAll(/Hands over to (\S+)\./g)].at(-1) ?? [];
      frozen = await pods.data.find((pod) => pod.host === host)?.server();
      process.kill(frozen ?? 0, 'SIGSTOP');
    });
    const { code, text } = await yielding;
    expect(code, text).to.equal(1);
    expect(text).to.match(/Nothing was handed over: \S+ does not catch up\.\n$/);
    await writes.progress();
    expect(await pods.primary()).to.equal(primary);
    wake();
    await pods.ready();
    expect(await writes.lost()).to.equal(0);
  });

  it('holds writes until the Sentinels have given up a failover that was ordered, and lets them go on then', async () => {
    await pods.ready();
    const writes = new Writes(pods);
    await writes.progress();
    const primary = await pods.primary();
    const meddler = await Meddler.before('SENTINEL FAILOVER', pods);
    const yielding = primary.call('yield', { env: meddler.env });
    await meddler.does(async () => {
      const [, host] = [...primary.log.matchAll(/Hands over to (\S+)\./g)].at(-1) ?? [];
      frozen = await pods.data.find((pod) => pod.host === host)?.server();
      process.kill(frozen ?? 0, 'SIGSTOP');
    });
    const { code, text } = await yielding;
    expect(code, text).to.equal(1);
    expect(text).to.match(/Nothing was handed over: \S+ is not promoted\.\n$/);
    await writes.progress();
    wake();
    await pods.ready();
    expect(await writes.lost()).to.equal(0);
  });

  it('that was cut off leaves nobody barred for ever', async () => {
    const [replica] = pods.replicas(await pods.primary());
    if (!replica) throw new Error('No replica.');
    const priority = async () => {
      const answer = await pods.order(replica, 'CONFIG', 'GET', 'replica-priority');
      return Array.isArray(answer) ? answer[1] : undefined;
    };
    await pods.order(replica, 'CONFIG', 'SET', 'replica-priority', '0');
    await until(async () => (await priority()) === '100', 'it has its priority again');
    await replica.untilLog('Can be promoted again');
  });
});
