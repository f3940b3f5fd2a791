import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Cache } from '../../../../../client/workloads/cache/cache.ts';
import { type Entry, entryOf } from '../../../../../client/workloads/cache/entry.ts';
import { createCache } from '../../../../../client/workloads/cache/index.ts';
import { settle } from '../../../../../client/workloads/cache/options.ts';
import { InMemory } from '../../../../../client/workloads/cache/shared.ts';
import { textOf } from '../../../../../client/workloads/cache/text.ts';
import { Computer, failure } from './computer.ts';

describe('client, cache: in memory', () => {
  it('is the same to an application: one computes, values expire, an old one beats an error', async () => {
    const computer = new Computer();
    const cache = createCache({ env: { REDIS_ENABLED: 'false' }, local: { max: 2 } });
    expect(cache.redis).to.equal(undefined);
    const asked = Array.from({ length: 5 }, () => cache.getOrSet('key', 30, computer.compute));
    expect(new Set(await Promise.all(asked))).to.deep.equal(new Set(['value 1']));
    await sleep(40);
    expect(await cache.getOrSet('key', 30, computer.compute)).to.equal('value 2');
    await sleep(40);
    computer.failing = true;
    expect(await cache.getOrSet('key', 30, computer.compute)).to.equal('value 2');
    expect(await cache.set('other', 60_000, 1)).to.equal(true);
    expect(await cache.set('third', 60_000, 2)).to.equal(true);
    expect(await cache.get('third')).to.equal(2);
    expect(await failure(cache.getOrSet('key', 30, computer.compute)), 'beyond its limit').to.include('away');
    expect(await cache.delete('third')).to.equal(true);
    expect(await cache.get('third')).to.equal(undefined);
    await cache.close();
  });

  it('is said once for each workload, however many are made', async () => {
    // A process of its own: in this one other tests have made some already.
    const workloads = new URL('../../../../../client/workloads/', import.meta.url);
    const script = `
      import { createCache } from '${new URL('cache/index.ts', workloads)}';
      import { createSessionStore } from '${new URL('session/index.ts', workloads)}';
      process.on('warning', ({ code, message }) => console.log(JSON.stringify({ code, message })));
      const env = { REDIS_ENABLED: 'false' };
      const made = [createCache({ env }), createCache({ env }), createSessionStore({ env }), createSessionStore({ env })];
      await Promise.all(made.map((one) => one.close()));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--input-type=module', '--eval'],
      script,
    ]);
    const said = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const ours = said.filter(({ code }) => code === 'REDIS_HA_IN_MEMORY').map(({ message }) => message);
    expect(ours).to.have.length(2);
    expect(ours[0]).to.include('REDIS_ENABLED=false: cache runs in the memory');
    expect(ours[1]).to.include('REDIS_ENABLED=false: session runs in the memory');
  });
});

describe('client, cache: between two processes', () => {
  it('does not compute what the other kept just before it gave the lock back', async () => {
    const shared = new InMemory(10);
    const lateLock = {
      get: (key: string) => shared.get(key),
      set: (key: string, entry: Entry) => shared.set(key, entry),
      delete: (key: string) => shared.delete(key),
      lock: async (key: string) => {
        const text = textOf('of the other', JSON) ?? '';
        await shared.set(key, entryOf(text, { ttlMs: 60_000, staleMs: 0, jitter: 0 }));
        return shared.lock();
      },
    };
    const cache = new Cache(lateLock, settle({}), undefined, () => Promise.resolve());
    expect(await cache.getOrSet('key', 60_000, () => 'own')).to.equal('of the other');
    expect(cache.stats()).to.include({ hits: 1, computed: 0 });
  });
});
