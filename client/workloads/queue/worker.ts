import { type Processor, QueueEvents, type QueueEventsOptions, Worker, type WorkerOptions } from 'bullmq';
import type { HaCluster, HaRedis } from '../../create/index.ts';
import type { Source } from '../source.ts';
import { type Common, openPart } from './open.ts';

export type WorkerWanted = Source & {
  /** As that of the queue. Default `bull`, in a cluster `{bull}`. */
  prefix?: string;
  /** Other options of BullMQ's Worker; three of its defaults are others here, see `createWorker`. */
  worker?: Omit<WorkerOptions, 'connection' | 'prefix'>;
  /** Milliseconds that `close` lets jobs under way finish. Default 10 000. */
  closeTimeoutMs?: number;
};
export type QueueEventsWanted = Source & {
  /** As that of the queue. Default `bull`, in a cluster `{bull}`. */
  prefix?: string;
  /** Other options of BullMQ's QueueEvents. */
  events?: Omit<QueueEventsOptions, 'connection' | 'prefix'>;
};

export interface OpenWorker<Data, Result, Name extends string> {
  worker: Worker<Data, Result, Name>;
  /** Of this worker alone; BullMQ adds a second connection that blocks. */
  redis: HaRedis | HaCluster;
  close(): Promise<void>;
}

export interface OpenQueueEvents {
  events: QueueEvents;
  redis: HaRedis | HaCluster;
  close(): Promise<void>;
}

/** What a worker needs to come through failovers; each can be overridden. */
const afterFailover = {
  // A job whose fetch was answered by nobody is active and has no worker; half a minute is long to wait for that.
  stalledInterval: 5000,
  // 1 by default: such a job in two failovers would be counted as failed, although it never ran.
  maxStalledCount: 5,
  // 15 s by default, after a fetch on a connection that was closed.
  runRetryDelay: 1000,
} satisfies Partial<WorkerOptions>;

/**
 * BullMQ's Worker on a connection of its own. A job whose reply was lost runs again after `lockDuration` (30 s) and
 * `stalledInterval` (5 s here): a processor must bear to run twice. `maxStalledCount` is 5 and `runRetryDelay` 1 s here, so that
 * failovers are no failures of a job. `close` lets jobs under way finish.
 * @throws RedisDisabled where REDIS_ENABLED is false
 * @throws ConfigurationError where the connection, an option or the prefix is wrong
 */
export function createWorker<Data = unknown, Result = unknown, Name extends string = string>(
  name: string,
  processor: Processor<Data, Result, Name>,
  wanted: WorkerWanted = {},
): OpenWorker<Data, Result, Name> {
  const make = (common: Common) =>
    new Worker<Data, Result, Name>(name, processor, { ...afterFailover, ...wanted.worker, ...common });
  const { part: worker, redis, close } = openPart('worker', wanted, make);
  return { worker, redis, close };
}

/** BullMQ's QueueEvents on a connection of its own, with the errors of `createWorker`. */
export function createQueueEvents(name: string, wanted: QueueEventsWanted = {}): OpenQueueEvents {
  const make = (common: Common) => new QueueEvents(name, { ...wanted.events, ...common });
  const { part: events, redis, close } = openPart('worker', wanted, make);
  return { events, redis, close };
}
