import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { at, World } from './fakes/world.ts';

describe('client, Sentinel connector: Sentinels and servers at their worst', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.make();
  });
  afterEach(() => world.end());

  it('all Sentinels hang: waits, says so, and connects when they answer', async () => {
    for (const sentinel of world.sentinels) sentinel.frozen = true;
    const client = world.client(world.connector());
    const written = client.set('a', '1');
    await until(() => world.errors.length > 0, 'it is told');
    expect(world.errors[0]?.message).to.match(/^No 2 of 3 Sentinels.*no answer within/);
    for (const sentinel of world.sentinels) sentinel.frozen = false;
    await written;
    expect(world.primary.values.get('a')).to.equal('1');
    expect(world.ends).to.deep.equal([]);
  });

  it('Sentinels hang in the middle of a failover: those that answer are enough', async () => {
    const client = world.client(world.connector());
    await client.set('a', '1');
    await until(() => world.seen('sentinel-found').length === 3, 'all are heard');
    const [, two, three] = world.sentinels;
    if (two) two.frozen = true;
    await world.primary.kill();
    world.replica.role = 'master';
    three?.promote(at(world.replica));
    await client.set('b', '2');
    expect(world.replica.values.get('b')).to.equal('2');
  });

  it('Sentinels that answer nonsense, or know nobody of that name, are no vote', async () => {
    const [one, two, three] = world.sentinels;
    if (one) one.instead = ['', 'not a port'];
    if (two) two.instead = null;
    const client = world.client(world.connector());
    const written = client.set('a', '1');
    await until(() => world.errors.length > 0, 'it is told');
    expect(world.errors[0]?.message).to.match(/^No 2 of 3 Sentinels/);
    expect(world.primary.received).to.deep.equal([]);
    expect(three?.received.join()).to.contain('GET-MASTER-ADDR-BY-NAME');
    if (one) one.instead = undefined;
    await written;
    expect(world.ends).to.deep.equal([]);
  });

  it('three Sentinels that name three primaries: nobody, also where all three say they are primary', async () => {
    world.replica.role = 'master';
    const [one, two] = world.sentinels;
    if (one) one.primary = at(world.replica);
    if (two) two.primary = { host: '127.0.0.1', port: 1 };
    const client = world.client(world.connector());
    const written = client.set('a', '1');
    await until(() => world.errors.length > 0, 'it is told');
    expect([...world.primary.received, ...world.replica.received]).to.deep.equal([]);
    if (two) two.primary = at(world.primary);
    await written;
    expect(world.primary.values.get('a')).to.equal('1');
  });

  it('one that lies with a server that lies too is outvoted when the client connects', async () => {
    world.replica.role = 'master';
    const [liar] = world.sentinels;
    if (liar) liar.primary = at(world.replica);
    await world.client(world.connector()).set('a', '1');
    expect(world.primary.values.get('a')).to.equal('1');
    expect(world.replica.values.size).to.equal(0);
  });

  it('a promotion that one Sentinel made up, with a server that plays along, is taken back by the majority', async () => {
    const timeouts = { sentinelCommand: 200, connect: 300, promotion: 300, confirm: 500 };
    const client = world.client(world.connector({ timeouts }));
    await client.set('a', '1');
    await until(() => world.seen('sentinel-found').length === 3, 'all are heard');
    world.replica.role = 'master';
    world.sentinels[0]?.promote(at(world.replica));
    await until(() => world.seen('primary').length === 2, 'it is followed');
    await until(() => world.seen('primary').length === 3, 'it is taken back');
    await client.set('b', '2');
    expect(world.primary.values.get('b')).to.equal('2');
    expect(world.ends).to.deep.equal([]);
  });

  it('the server is demoted in mid-handshake, and the Sentinels name another', async () => {
    let asked = 0;
    world.primary.whenAsked = () => {
      asked += 1;
      if (asked === 1) world.failOver();
    };
    const client = world.client(world.connector());
    await client.set('a', '1');
    expect(asked).to.be.greaterThan(0);
    expect(world.replica.values.get('a')).to.equal('1');
    expect(world.ends).to.deep.equal([]);
  });

  it('the Sentinels change their minds twice in mid-handshake', async () => {
    let asked = 0;
    world.primary.whenAsked = () => {
      asked += 1;
      if (asked > 1) return;
      world.failOver();
      world.replica.role = 'slave';
      world.primary.role = 'master';
      for (const sentinel of world.sentinels) sentinel.switchTo(at(world.primary));
    };
    const client = world.client(world.connector());
    await client.set('a', '1');
    expect(world.primary.values.get('a')).to.equal('1');
    expect(world.ends).to.deep.equal([]);
  });

  it('a Sentinel under a host name that nobody can resolve does no harm', async () => {
    const [one] = world.sentinels;
    one?.others.push({ id: 'lost', endpoint: { host: 'no-such-host.invalid', port: 26379 } });
    const client = world.client(world.connector());
    await client.set('a', '1');
    world.primary.cut();
    await client.set('b', '2');
    expect(world.primary.values.get('b')).to.equal('2');
    expect(world.ends).to.deep.equal([]);
  });
});
