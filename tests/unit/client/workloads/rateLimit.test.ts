import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { ConfigurationError, type Connection } from '../../../../client/index.ts';
import { createRateLimiter } from '../../../../client/workloads/rateLimit.ts';
import { until } from '../../../local/until.ts';
import { startCluster } from '../clusterServers.ts';
import { Server } from '../server.ts';

const limits = { points: 10, duration: 60, instances: 2 };

describe('client, rate limits', () => {
  const ends: (() => Promise<void>)[] = [];
  let server: Server;
  beforeEach(async () => {
    server = await Server.start();
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    await server.remove();
  });

  const open = async (connection: Connection) => {
    // A busy machine is no Redis that is away, which the preset says after 250 ms.
    const opened = createRateLimiter({ ...limits, connection, options: { commandTimeout: 10_000 } });
    ends.unshift(opened.close);
    await until(() => opened.redis?.ha.state().phase === 'ready', 'the limiter is connected');
    return opened.limiter;
  };

  it('counts together what several instances allow', async () => {
    const [one, other] = [await open(server.connection), await open(server.connection)];
    expect(await allowed([one, other], 30)).to.equal(10);
  });

  it('allows each instance its share while Redis is away, at once', async () => {
    const both = [await open(server.connection), await open(server.connection)];
    await server.kill();
    expect(await allowed(both, 30)).to.equal(10);
    expect(await allowed(both, 30)).to.equal(0);
  });

  it('counts in a cluster', async () => {
    const cluster = await startCluster(2);
    ends.push(cluster.remove);
    const limiter = await open(cluster.connection);
    for (const key of ['a', 'b', 'c', 'd']) expect(await allowed([limiter], 20, key)).to.equal(10);
    await limiter.delete('a');
    expect(await limiter.get('b')).to.include({ consumedPoints: 20 });
  });

  it('is the insurance alone where Redis is switched off', async () => {
    const { limiter, redis } = createRateLimiter({ ...limits, env: { REDIS_ENABLED: 'false' } });
    expect(redis).to.equal(undefined);
    expect(await allowed([limiter], 30)).to.equal(5);
  });

  it('allows each instance one at least, and refuses numbers that cannot be', async () => {
    const env = { REDIS_ENABLED: 'false' };
    const { limiter } = createRateLimiter({ points: 2, duration: 60, instances: 10, env });
    expect(await allowed([limiter], 3)).to.equal(1);
    for (const wrong of [{ points: 0 }, { duration: -1 }, { instances: 0.5 }]) {
      const [name] = Object.keys(wrong);
      expect(() => createRateLimiter({ ...limits, env, ...wrong })).to.throw(ConfigurationError, name);
    }
  });
});

/** How many of so many requests are allowed, each by the next limiter. */
async function allowed(limiters: RateLimiterAbstract[], requests: number, key = 'key'): Promise<number> {
  let count = 0;
  for (let i = 0; i < requests; i += 1) {
    const limiter = limiters[i % limiters.length];
    await limiter?.consume(key).then(
      () => {
        count += 1;
      },
      (error: unknown) => {
        if (error instanceof Error) throw error;
      },
    );
  }
  return count;
}
