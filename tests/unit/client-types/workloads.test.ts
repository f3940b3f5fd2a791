import type { Queue, Worker } from 'bullmq';
import { expectTypeOf } from 'expect-type';
import type { Store } from 'express-session';
import type { Redis } from 'ioredis';
import { describe, it } from 'mocha';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Connection, HaCluster, HaRedis } from '../../../client/index.ts';
import type { collectMetrics } from '../../../client/observe/metrics.ts';
import type { createCache } from '../../../client/workloads/cache/index.ts';
import type {
  closeAll,
  createFlowProducer,
  createProducer,
  createQueue,
  createQueueEvents,
  createWorker,
  OpenQueue,
  OpenWorker,
  QueueUnavailable,
  QueueWanted,
  WorkerWanted,
} from '../../../client/workloads/queue/index.ts';
import type { createRateLimiter } from '../../../client/workloads/rateLimit.ts';
import type { createSessionStore } from '../../../client/workloads/session/index.ts';
import type { createStreamsAdapter } from '../../../client/workloads/socketio/index.ts';
import type { createPubSubAdapter } from '../../../client/workloads/socketio/pubsub.ts';

type Client = HaRedis | HaCluster;
interface Mail {
  to: string;
}
type Sources = [
  Parameters<typeof createCache>[0],
  Parameters<typeof createSessionStore>[0],
  Parameters<typeof createQueue>[1],
  Parameters<typeof createProducer>[1],
  Parameters<typeof createFlowProducer>[0],
  Parameters<typeof createWorker>[2],
  Parameters<typeof createQueueEvents>[1],
  Parameters<typeof createStreamsAdapter>[0],
  Parameters<typeof createPubSubAdapter>[0],
];
/** Whether they take it: all, none, or some (boolean). */
type Taken<Given, By extends unknown[] = Sources> = {
  [I in keyof By]: Given extends By[I] ? true : false;
}[number];

describe('client: types of the workloads', () => {
  it('all take the environment by default, or a connection, an instance or a client of one’s own', () => {
    expectTypeOf<Taken<undefined>>().toEqualTypeOf<true>();
    expectTypeOf<Taken<{ instance: string; env: NodeJS.ProcessEnv }>>().toEqualTypeOf<true>();
    expectTypeOf<Taken<{ connection: Connection }>>().toEqualTypeOf<true>();
    expectTypeOf<Taken<{ redis: Client }>>().toEqualTypeOf<true>();
    expectTypeOf<Taken<{ redis: Redis }>>().toEqualTypeOf<false>();
  });

  it('a queue and its worker carry the types of BullMQ: data, result, name', () => {
    expectTypeOf<ReturnType<typeof createQueue<Mail, number, 'send'>>>().toEqualTypeOf<
      OpenQueue<Mail, number, 'send'>
    >();
    expectTypeOf<OpenQueue<Mail, number, 'send'>['queue']>().toEqualTypeOf<Queue<Mail, number, 'send'>>();
    expectTypeOf<OpenWorker<Mail, number, 'send'>['worker']>().toEqualTypeOf<Worker<Mail, number, 'send'>>();
    expectTypeOf<typeof createWorker<Mail, number>>().parameter(1).parameter(0).toHaveProperty('data');
    expectTypeOf<ReturnType<typeof createProducer<Mail>>['add']>().toBeCallableWith('send', { to: 'you' });
    expectTypeOf<QueueUnavailable['added']>().toEqualTypeOf<'no' | 'unknown'>();
    expectTypeOf<OpenQueue<Mail, number, 'send'>>().toExtend<Parameters<typeof closeAll>[number]>();
  });

  it('what would break a queue cannot be said: another connection or prefix than that of all', () => {
    expectTypeOf<NonNullable<QueueWanted['queue']>>().not.toHaveProperty('connection');
    expectTypeOf<NonNullable<QueueWanted['queue']>>().not.toHaveProperty('prefix');
    expectTypeOf<NonNullable<WorkerWanted['worker']>>().not.toHaveProperty('connection');
    expectTypeOf<NonNullable<WorkerWanted['worker']>>().toHaveProperty('concurrency');
    expectTypeOf<QueueWanted['prefix']>().toEqualTypeOf<string | undefined>();
  });

  it('what works without Redis has no client then; what does not always has one', () => {
    expectTypeOf<ReturnType<typeof createCache>['redis']>().toEqualTypeOf<Client | undefined>();
    expectTypeOf<ReturnType<typeof createSessionStore>['redis']>().toEqualTypeOf<Client | undefined>();
    expectTypeOf<ReturnType<typeof createRateLimiter>['redis']>().toEqualTypeOf<Client | undefined>();
    expectTypeOf<ReturnType<typeof createQueue>['redis']>().toEqualTypeOf<Client>();
    expectTypeOf<ReturnType<typeof createWorker>['redis']>().toEqualTypeOf<Client>();
    expectTypeOf<ReturnType<typeof createStreamsAdapter>['redis']>().toEqualTypeOf<Client>();
    expectTypeOf<ReturnType<typeof createPubSubAdapter>['redis']>().toEqualTypeOf<Client>();
  });

  it('each gives what its library takes', () => {
    expectTypeOf<ReturnType<typeof createSessionStore>['store']>().toExtend<Store>();
    expectTypeOf<ReturnType<typeof createRateLimiter>['limiter']>().toExtend<RateLimiterAbstract>();
    expectTypeOf<ReturnType<typeof createStreamsAdapter>['adapter']>().toBeFunction();
    expectTypeOf<typeof collectMetrics>().parameter(0).toExtend<object>();
  });

  it('a limit needs its numbers', () => {
    type Wanted = Parameters<typeof createRateLimiter>[0];
    expectTypeOf<{ points: number; duration: number; instances: number }>().toExtend<Wanted>();
    expectTypeOf<{ points: number; duration: number }>().not.toExtend<Wanted>();
  });
});
