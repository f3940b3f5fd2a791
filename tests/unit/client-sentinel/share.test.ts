import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { FakeSentinel } from './fakes/sentinel.ts';
import { at, World } from './fakes/world.ts';

describe('client, Sentinel connector: one watcher for a process', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.make();
  });
  afterEach(() => world.end());

  const listeners = () => world.sentinels.map((sentinel) => sentinel.listeners);

  it('is shared by three clients, one of them a duplicate, one of another connector with equal options', async () => {
    const first = world.client(world.connector());
    const clients = [first, world.adopt(first.duplicate()), world.client(world.connector())];
    await Promise.all(clients.map((client) => client.set('a', '1')));
    await until(() => listeners().every((count) => count === 1), 'all are heard');
    await until(
      () => world.sentinels.every((sentinel) => sentinel.connections === 1),
      'nothing else is open',
    );
    clients[0]?.disconnect();
    world.connectors[0]?.releaseIdle();
    await clients[1]?.set('a', '2');
    expect(listeners()).to.deep.equal([1, 1, 1]);
  });

  it('ends with the last client, after quit and disconnect alike, and leaves no socket', async () => {
    const Connector = world.connector();
    const [one, two] = [world.client(Connector), world.client(Connector)];
    await Promise.all([one.set('a', '1'), two.set('b', '1')]);
    one.disconnect();
    await two.quit().catch(() => undefined);
    two.disconnect();
    // Without releaseIdle: after timeouts.linger.
    await until(() => world.connections === 0, 'no socket is left');
    expect(Connector.sentinels()).to.deep.equal([]);
  });

  it('leaves no socket of a client that is closed while it connects', async () => {
    for (const sentinel of world.sentinels) sentinel.frozen = true;
    const Connector = world.connector();
    const client = world.client(Connector);
    await until(() => world.connections > 0, 'it asks');
    client.disconnect();
    await until(() => world.ends.length === 1, 'it is closed');
    Connector.releaseIdle();
    await until(() => world.connections === 0, 'no socket is left');
  });

  it('learns a Sentinel that comes, and asks it', async () => {
    const Connector = world.connector();
    await world.client(Connector).set('a', '1');
    await until(() => world.seen('sentinel-found').length === 3, 'three are heard');
    const fourth = await new FakeSentinel(at(world.primary)).start();
    world.sentinels.push(fourth);
    world.introduce();
    world.sentinels[0]?.publish(
      '+sentinel',
      `sentinel ${fourth.id} 127.0.0.1 ${fourth.port} @ test 127.0.0.1 1`,
    );
    await until(() => fourth.listeners === 1, 'it is heard');
    expect(Connector.sentinels()).to.have.length(4);
  });

  it('tells of a Sentinel that is frozen or restarted, and hears it again', async () => {
    await world.client(world.connector()).set('a', '1');
    const [one, two] = world.sentinels;
    await until(() => world.seen('sentinel-found').length === 3, 'three are heard');
    if (one) one.frozen = true;
    two?.cut();
    await until(() => world.seen('sentinel-lost').length === 2, 'two are missed');
    if (one) one.frozen = false;
    await until(() => world.seen('sentinel-found').length === 5, 'both are back');
  });
});
