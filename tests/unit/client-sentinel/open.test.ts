import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { retryDelay, sentinelConnector } from '../../../client/sentinel/index.ts';
import { until } from '../../local/until.ts';
import { at, World } from './fakes/world.ts';

describe('client, Sentinel connector: what it opens and what it says', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.make();
  });
  afterEach(() => world.end());

  it('reaches announced addresses through natMap, of Sentinels and servers', async () => {
    const inside = { host: '10.255.255.1', port: 6379 };
    const natMap: Record<string, { host: string; port: number }> = { '10.255.255.1:6379': at(world.primary) };
    world.sentinels.forEach((sentinel, i) => {
      sentinel.primary = inside;
      natMap[`10.255.255.2:${i}`] = sentinel.endpoint;
    });
    const ids = world.sentinels.map(({ id }, i) => ({ id, endpoint: { host: '10.255.255.2', port: i + 1 } }));
    ids.forEach(({ endpoint }, i) => {
      natMap[`10.255.255.2:${endpoint.port}`] = at(world.sentinels[i] ?? { port: 0 });
    });
    for (const sentinel of world.sentinels) sentinel.others = ids.filter(({ id }) => id !== sentinel.id);
    const sentinels = world.sentinels.slice(0, 1).map((sentinel) => sentinel.endpoint);
    const Connector = world.connector({ natMap, sentinels });
    await world.client(Connector).set('a', '1');
    expect(world.primary.values.get('a')).to.equal('1');
    expect(Connector.primary()).to.deep.equal(inside);
    await until(() => world.sentinels.every((sentinel) => sentinel.listeners === 1), 'the learned are heard');
  });

  it('gives the passwords where they belong, and none away when they are refused', async () => {
    for (const sentinel of world.sentinels) sentinel.password = 'right';
    const Connector = world.connector({ password: 'sentinel-secret' });
    const client = world.client(Connector, { password: 'data-secret' });
    client.set('a', '1').catch(() => undefined);
    await until(() => world.errors.length > 0, 'it is told');
    const said = world.errors.map((error) =>
      JSON.stringify({ ...error, message: error.message, stack: error.stack }),
    );
    expect(said.join()).to.contain('WRONGPASS').and.not.contain('secret');
  });

  it('a password given to Sentinels that have none does no harm', async () => {
    for (const sentinel of world.sentinels) sentinel.password = 'right';
    await world.client(world.connector({ password: 'right' })).set('a', '1');
    expect(world.sentinels[0]?.received).to.include('AUTH right');
  });

  it('a server that accepts and does not answer is left, and tried again when it wakes', async () => {
    world.primary.frozen = true;
    const client = world.client(world.connector());
    const written = client.set('a', '1');
    await until(
      () => world.primary.received.filter((word) => /^(hello|client)/i.test(word)).length >= 4,
      'it tries again',
    );
    world.primary.frozen = false;
    await written;
    expect(world.ends).to.deep.equal([]);
  });

  it('comes back after all Sentinels and servers were away', async () => {
    const client = world.client(world.connector());
    await client.set('a', '1');
    const all = [...world.sentinels, world.primary];
    const ports = all.map((server) => server.port);
    await Promise.all(all.map((server) => server.kill()));
    const written = client.set('b', '2');
    await until(() => world.errors.length > 1, 'it fails twice');
    await Promise.all(all.map((server, i) => server.start(ports[i])));
    await written;
    expect(world.primary.values.get('b')).to.equal('2');
  });

  it('waits 20 ms at first and 1000 ms at most, never for ever', () => {
    const waits = [1, 2, 3, 10, 5000].map((attempt) => retryDelay(attempt, () => 0));
    expect(waits).to.deep.equal([20, 40, 80, 1000, 1000]);
    expect(retryDelay(5000, () => 1)).to.equal(500);
  });

  it('refuses to be made for nobody', () => {
    expect(() => sentinelConnector({ sentinels: [], masterName: 'test' })).to.throw('No Sentinel is given');
    expect(() => sentinelConnector({ sentinels: [at({ port: 1 })], masterName: '' })).to.throw(
      'No primary is named',
    );
  });
});
