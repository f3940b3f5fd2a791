import { FlowProducer, type FlowProducerOptions, Queue, type QueueOptions } from 'bullmq';
import type { HaCluster, HaRedis } from '../../create/index.ts';
import type { Source } from '../source.ts';
import { type Common, openPart } from './open.ts';

interface Prefixed {
  /** Before all keys. Default `bull`, in a cluster `{bull}`; queues of one flow need the same. */
  prefix?: string;
}

export type QueueWanted = Source &
  Prefixed & {
    /** Other options of BullMQ's Queue. */
    queue?: Omit<QueueOptions, 'connection' | 'prefix'>;
  };
export type FlowProducerWanted = Source &
  Prefixed & {
    /** Other options of BullMQ's FlowProducer. */
    flow?: Omit<FlowProducerOptions, 'connection' | 'prefix'>;
  };

export interface OpenQueue<Data, Result, Name extends string> {
  queue: Queue<Data, Result, Name>;
  /** Give it to further queues and flow producers as `redis`: one connection serves them all. */
  redis: HaRedis | HaCluster;
  close(): Promise<void>;
}

export interface OpenFlowProducer {
  flow: FlowProducer;
  redis: HaRedis | HaCluster;
  close(): Promise<void>;
}

/**
 * BullMQ's Queue, patient: what is added during a failover waits and is added after it. In a request handler take
 * `createProducer`. A reply that was cut off is asked for again, so a job may be added twice; a `jobId` prevents that.
 * @throws RedisDisabled where REDIS_ENABLED is false: a job kept in memory would be lost with the process
 * @throws ConfigurationError where the connection, an option or the prefix is wrong
 */
export function createQueue<Data = unknown, Result = unknown, Name extends string = string>(
  name: string,
  wanted: QueueWanted = {},
): OpenQueue<Data, Result, Name> {
  const make = (common: Common) => new Queue<Data, Result, Name>(name, { ...wanted.queue, ...common });
  const { part: queue, redis, close } = openPart('queue', wanted, make);
  return { queue, redis, close };
}

/** BullMQ's FlowProducer, as patient as `createQueue`, with the same errors. */
export function createFlowProducer(wanted: FlowProducerWanted = {}): OpenFlowProducer {
  const make = (common: Common) => new FlowProducer({ ...wanted.flow, ...common });
  const { part: flow, redis, close } = openPart('queue', wanted, make);
  return { flow, redis, close };
}
