import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { FakeSentinel } from './fakes/sentinel.ts';
import { at, World } from './fakes/world.ts';

describe('client, Sentinel connector: whom it believes', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.make();
  });
  afterEach(() => world.end());

  it('a majority, not the first that answers: one Sentinel that lies is outvoted', async () => {
    const liar = world.sentinels[0];
    if (liar) liar.primary = at(world.replica);
    const client = world.client(world.connector());
    await client.set('a', '1');
    expect(world.primary.values.get('a')).to.equal('1');
    expect(world.replica.received).to.deep.equal([]);
  });

  it('nobody while no majority agrees, and says so; then connects by itself', async () => {
    const [one, two, three] = world.sentinels;
    if (one) one.primary = { host: '127.0.0.1', port: 1 };
    if (two) two.primary = at(world.replica);
    await three?.kill();
    const client = world.client(world.connector());
    const written = client.set('a', '1');
    await until(() => world.errors.length > 0, 'the error is told');
    expect(world.errors[0]?.message).to.match(
      /^No 2 of 3 Sentinels name the same primary for "test"\..*ECONNREFUSED/,
    );
    if (one) one.primary = at(world.primary);
    if (two) two.primary = at(world.primary);
    await written;
    expect(world.primary.values.get('a')).to.equal('1');
    expect(world.ends).to.deep.equal([]);
  });

  it('three of four when one is frozen, and not the one that is left of the three that were named', async () => {
    const sentinels = world.sentinels.map((sentinel) => sentinel.endpoint);
    world.sentinels.push(await new FakeSentinel(at(world.primary)).start());
    world.introduce();
    const [one, two] = world.sentinels;
    if (one) one.frozen = true;
    const client = world.client(world.connector({ sentinels }));
    await client.set('a', '1');
    client.disconnect();
    world.connectors[0]?.releaseIdle();
    await two?.kill();
    world.client(world.connector({ sentinels }));
    await until(() => world.errors.length > 0, 'it is refused');
    expect(world.errors[0]?.message).to.match(/^No 2 of 3 Sentinels/);
  });

  it('not a liar who makes up Sentinels so that no majority can be', async () => {
    const liar = world.sentinels[2];
    const made = Array.from({ length: 9 }, (_, i) => ({
      id: `no-${i}`,
      endpoint: { host: '127.0.0.1', port: i + 1 },
    }));
    liar?.others.push(...made);
    const client = world.client(world.connector());
    await client.set('a', '1');
    expect(world.connectors[0]?.sentinels()).to.have.length(3);
  });

  it('Sentinels that announce host names, their own and the primary’s', async () => {
    for (const sentinel of world.sentinels) {
      sentinel.primary = { host: 'localhost', port: world.primary.port };
      sentinel.others = sentinel.others.map((other) => ({
        ...other,
        endpoint: { ...other.endpoint, host: 'localhost' },
      }));
    }
    const Connector = world.connector();
    await world.client(Connector).set('a', '1');
    expect(world.primary.values.get('a')).to.equal('1');
    await until(() => Connector.sentinels().filter((one) => one.live).length === 3, 'each is heard');
    // Those learned under their other name are the same ones.
    await until(() => Connector.sentinels().length === 3, 'each is heard once');
  });

  it('a Sentinel that changes its mind between the answer and the connection', async () => {
    const [one] = world.sentinels;
    let asked = 0;
    if (one) {
      one.whenAsked = () => {
        asked += 1;
        if (asked === 1) world.failOver();
      };
    }
    const client = world.client(world.connector());
    await client.set('a', '1');
    expect(world.replica.values.get('a')).to.equal('1');
    expect(world.ends).to.deep.equal([]);
  });

  it('what a Sentinel that comes back knows of a later failover, if the server says so too', async () => {
    const [one] = world.sentinels;
    const port = one?.port ?? 0;
    const client = world.client(world.connector());
    await client.set('a', '1');
    await one?.kill();
    world.primary.role = 'slave';
    world.replica.role = 'master';
    if (one) Object.assign(one, { primary: at(world.replica), epoch: 2 });
    await one?.start(port);
    await until(() => world.seen('primary').length === 2, 'the clients are moved');
    await client.set('b', '2');
    expect(world.replica.values.get('b')).to.equal('2');
  });
});
