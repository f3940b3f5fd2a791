import { expect } from 'chai';
import type { SessionData } from 'express-session';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { ConfigurationError, type Connection } from '../../../../client/index.ts';
import { likeIoredis, likeNodeRedis } from '../../../../client/workloads/session/adapter.ts';
import { createSessionStore, type OpenSessionStore } from '../../../../client/workloads/session/index.ts';
import { Browser, startShop } from '../../../workloads/shop.ts';
import { startCluster } from '../clusterServers.ts';
import { Server } from '../server.ts';

interface Place {
  connection: Connection;
  remove(): Promise<void>;
}

const places: Record<string, () => Promise<Place>> = {
  'one server': () => Server.start(),
  'a cluster of two': () => startCluster(2),
};

for (const [name, start] of Object.entries(places)) {
  describe(`client, sessions: on ${name}`, () => {
    let place: Place;
    let opened: OpenSessionStore;
    before(async () => {
      place = await start();
    });
    after(() => place.remove());
    beforeEach(async () => {
      opened = createSessionStore({ connection: place.connection, prefix: 'shop:' });
      await called((done) => opened.store.clear?.(done));
    });
    afterEach(() => opened.close());

    it('keeps what an application puts into a session, until it logs out', async () => {
      const shop = await startShop(opened.store);
      const browser = new Browser(shop.url);
      expect(await browser.visit()).to.equal(1);
      expect(await browser.visit()).to.equal(2);
      expect(await new Browser(shop.url).visit()).to.equal(1);
      await browser.leave();
      expect(await browser.visit()).to.equal(1);
      await shop.close();
    });

    it('lists, counts and clears sessions, on all nodes, and no other keys', async () => {
      const { store, redis } = opened;
      await redis?.set('other:key', 'stays');
      const ids = Array.from({ length: 300 }, (_, i) => `id-${i}`);
      await Promise.all(ids.map((id) => called((done) => store.set(id, session(60), done))));
      expect(await called((done) => store.length?.(done))).to.equal(300);
      const all = await called((done) => store.all?.(done));
      expect((all as { id: string }[]).map(({ id }) => id)).to.have.members(ids);
      await called((done) => store.clear?.(done));
      expect(await called((done) => store.length?.(done))).to.equal(0);
      expect(await redis?.get('other:key')).to.equal('stays');
    });

    it('lives as long as its cookie, and longer by a touch', async () => {
      const { store, redis } = opened;
      await called((done) => store.set('id', session(60), done));
      expect(await redis?.ttl('shop:id')).to.be.within(55, 60);
      await called((done) => store.touch?.('id', session(600), () => done(null)));
      expect(await redis?.ttl('shop:id')).to.be.within(595, 600);
      await called((done) => store.set('id', session(-1), done));
      expect(await redis?.exists('shop:id')).to.equal(0);
    });

    it('speaks as every version of connect-redis asks', async () => {
      const { redis } = opened;
      if (!redis) throw new Error('There is no client.');
      const nine = likeNodeRedis(redis);
      await nine.set('shop:a', '1', { expiration: { type: 'EX', value: 60 } });
      await nine.set('shop:b', '2', { EX: 60 });
      await nine.set('shop:c', '3');
      for (const key of ['shop:a', 'shop:b']) expect(await redis.ttl(key)).to.be.within(55, 60);
      expect(await redis.ttl('shop:c'), 'without an end').to.equal(-1);
      expect(await nine.mGet(['shop:a', 'shop:none', 'shop:c'])).to.deep.equal(['1', null, '3']);
      const eight = likeIoredis(redis);
      await eight.set('shop:d', '4', 'EX', 60);
      expect(await redis.ttl('shop:d')).to.be.within(55, 60);
      const [cursor, keys] = await eight.scan('0', 'MATCH', 'shop:*', 'COUNT', 10);
      expect(cursor).to.equal('0');
      expect(keys).to.have.members(['shop:a', 'shop:b', 'shop:c', 'shop:d']);
      expect(await eight.del(['shop:a', 'shop:b', 'shop:c', 'shop:d', 'shop:none'])).to.equal(4);
    });
  });
}

describe('client, sessions: in memory', () => {
  const { store } = createSessionStore({ env: { REDIS_ENABLED: 'false' }, maxInMemory: 2 });

  it('is the same to an application, and forgets the least used above its limit', async () => {
    const shop = await startShop(store);
    const [first, second, third] = [1, 2, 3].map(() => new Browser(shop.url));
    expect(await first?.visit()).to.equal(1);
    expect(await first?.visit()).to.equal(2);
    await second?.visit();
    await first?.visit();
    await third?.visit();
    expect(await first?.visit()).to.equal(4);
    expect(await second?.visit()).to.equal(1);
    expect(await called((done) => store.length?.(done))).to.equal(2);
    await first?.leave();
    expect(await first?.visit()).to.equal(1);
    await called((done) => store.clear?.(done));
    expect(await called((done) => store.all?.(done))).to.deep.equal({});
    await shop.close();
  });

  it('refuses numbers that cannot be', () => {
    for (const wrong of [{ ttlSeconds: 0.5 }, { maxInMemory: 0 }]) {
      const make = () => createSessionStore({ env: { REDIS_ENABLED: 'false' }, ...wrong });
      expect(make).to.throw(ConfigurationError, Object.keys(wrong)[0]);
    }
  });

  it('forgets what has expired, and prolongs what is touched', async () => {
    await called((done) => store.set('gone', session(-1), done));
    await called((done) => store.set('kept', session(60), done));
    await called((done) => store.touch?.('kept', session(600), () => done(null)));
    await called((done) => store.touch?.('gone', session(600), () => done(null)));
    const all = (await called((done) => store.all?.(done))) as Record<string, SessionData>;
    expect(Object.keys(all)).to.deep.equal(['kept']);
    const end = new Date(String(all.kept?.cookie.expires)).getTime();
    expect(end).to.be.above(Date.now() + 500_000);
  });
});

/** A session whose cookie ends in so many seconds. */
function session(seconds: number): SessionData {
  const expires = new Date(Date.now() + seconds * 1000);
  return { cookie: { originalMaxAge: seconds * 1000, expires }, visits: 0 };
}

/** What a method of a store calls back with. */
function called(call: (done: (error?: unknown, result?: unknown) => void) => unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    call((error, result) => (error ? reject(error) : resolve(result)));
  });
}
