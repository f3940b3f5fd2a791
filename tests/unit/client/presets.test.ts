import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  type ClientOptions,
  ConfigurationError,
  createRedis,
  presets,
  RedisDisabled,
  type Workload,
} from '../../../client/index.ts';
import { clusterOptionsFor, optionsFor } from '../../../client/presets/index.ts';
import { retryDelay } from '../../../client/sentinel/delay.ts';

const workloads = Object.keys(presets) as Workload[];

describe('client: presets', () => {
  for (const workload of workloads) {
    it(`${workload}: never gives up and can be used as it is`, () => {
      const { retryStrategy } = optionsFor(workload);
      const { clusterRetryStrategy } = clusterOptionsFor(workload);
      for (const attempt of [1, 20, 5000]) {
        expect(retryStrategy?.(attempt)).to.be.within(1, 1000);
        expect(clusterRetryStrategy?.(attempt)).to.be.within(1, 1000);
      }
    });
  }

  it('lets every option be overridden', () => {
    const own = { commandTimeout: 5, keepAlive: 1, reconnectOnError: null, retryStrategy: () => 7 };
    const options = optionsFor('cache', own);
    expect(options).to.include({ commandTimeout: 5, keepAlive: 1, reconnectOnError: null });
    expect(options.retryStrategy?.(1)).to.equal(7);
  });

  const refused: [Workload, ClientOptions, string][] = [
    [
      'queue',
      { maxRetriesPerRequest: 20 },
      'maxRetriesPerRequest of a client for workload queue must be null',
    ],
    ['worker', { maxRetriesPerRequest: 0 }, 'maxRetriesPerRequest'],
    ['pubsub', { maxRetriesPerRequest: 20 }, 'a broadcast that is rejected is lost'],
    ['worker', { socketTimeout: 1000 }, 'socketTimeout'],
    ['pubsub', { socketTimeout: 1000 }, 'socketTimeout'],
    ['worker', { commandTimeout: 1000 }, 'commandTimeout'],
    ['worker', { enableOfflineQueue: false }, 'enableOfflineQueue'],
    ['pubsub', { enableOfflineQueue: false }, 'starves the process'],
    ['queue', { keyPrefix: 'app:' }, "use BullMQ's option prefix"],
    ['worker', { keyPrefix: 'app:' }, 'keyPrefix'],
    ['cache', { retryStrategy: null }, 'must be a function'],
    [
      'cache',
      { retryStrategy: (n) => (n > 3 ? null : 200) },
      'gives no number of milliseconds for attempt 5',
    ],
    ['session', { retryStrategy: () => Number.NaN }, 'attempt 1'],
  ];
  for (const [workload, options, message] of refused) {
    it(`refuses for ${workload}: ${Object.keys(options)} (${message})`, () => {
      expect(() => createRedis({ workload, connection: nowhere(), options })).to.throw(message);
    });
  }

  it('refuses it of a duplicate too, which is else like the first', () => {
    const worker = createRedis({ workload: 'worker', connection: nowhere(), options: { lazyConnect: true } });
    for (const override of [
      { maxRetriesPerRequest: 1 },
      { keyPrefix: 'x:' },
      { retryStrategy: () => null as unknown as number },
    ])
      expect(() => worker.duplicate(override), Object.keys(override)[0]).to.throw(ConfigurationError);
    const other = worker.duplicate({ connectionName: 'other' });
    expect(other.options).to.include({ connectionName: 'other', maxRetriesPerRequest: null });
    for (const redis of [worker, other]) redis.disconnect();
  });

  it('refuses it of the duplicate of a cluster client', () => {
    const connection = { ...nowhere(), topology: 'cluster' } as const;
    const worker = createRedis({ workload: 'worker', connection, cluster: { lazyConnect: true } });
    for (const override of [
      { redisOptions: { commandTimeout: 5 } },
      { enableOfflineQueue: false },
      { clusterRetryStrategy: () => null },
    ])
      expect(() => worker.duplicate([], override), Object.keys(override)[0]).to.throw(ConfigurationError);
    for (const redis of [worker, worker.duplicate()]) redis.disconnect();
  });

  it('goes on where a retry function gives up later than it was asked for', () => {
    const { retryStrategy } = optionsFor('cache', { retryStrategy: (n) => (n === 3 ? undefined : 5) });
    expect(retryStrategy?.(2)).to.equal(5);
    expect(retryStrategy?.(3)).to.be.within(1, 1000);
  });

  it('waits longer than cluster-node-timeout where the workload may wait', () => {
    const { maxRedirections = 0, retryDelayOnFailover = 0 } = clusterOptionsFor('queue');
    expect(maxRedirections * retryDelayOnFailover).to.be.above(15_000);
  });

  it('refuses in a cluster what it refuses elsewhere', () => {
    expect(() => clusterOptionsFor('worker', { enableOfflineQueue: false })).to.throw('enableOfflineQueue');
    expect(() => clusterOptionsFor('cache', { clusterRetryStrategy: null })).to.throw('clusterRetryStrategy');
  });

  it('spreads the retries of many clients', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (attempt) => {
        expect(retryDelay(attempt)).to.be.within(10, 1000);
      }),
    );
    expect(new Set(Array.from({ length: 50 }, () => retryDelay(10))).size).to.be.above(10);
  });

  it('says what to do where Redis is switched off', () => {
    const env = { REDIS_ENABLED: 'false' };
    expect(() => createRedis({ workload: 'queue', env }))
      .to.throw(RedisDisabled)
      .with.property('message')
      .that.includes('workload queue')
      .and.includes('REDIS_ENABLED is false')
      .and.includes('cannot do without');
    expect(() => createRedis({ workload: 'session', env })).to.throw(
      RedisDisabled,
      "createSessionStore of 'redis-ha-client/session'",
    );
  });
});

function nowhere() {
  return {
    topology: 'standalone' as const,
    endpoints: [{ host: '127.0.0.1', port: 1 }],
    tls: { enabled: false },
  };
}
