import type { Queue } from 'bullmq';
import type { HaCluster, HaRedis } from '../../create/index.ts';
import { within } from '../../observe/health.ts';
import { requireWhole } from '../whole.ts';
import { createQueue, type QueueWanted } from './queue.ts';

export type ProducerWanted = QueueWanted & {
  /** Milliseconds in which each call answers, a whole number above 0; a planned failover fits into the default, 1000. */
  timeoutMs?: number;
};

export interface OpenProducer<Data, Result, Name extends string> {
  /** As BullMQ's Queue has it. @throws QueueUnavailable after `timeoutMs` */
  add: Queue<Data, Result, Name>['add'];
  addBulk: Queue<Data, Result, Name>['addBulk'];
  /** The same queue with BullMQ's own, patient calls. */
  queue: Queue<Data, Result, Name>;
  redis: HaRedis | HaCluster;
  close(): Promise<void>;
}

/** Redis did not take the job in time. */
export class QueueUnavailable extends Error {
  override name = 'QueueUnavailable';
  /** `no`: it was not sent. `unknown`: it was, and may still be added; with a `jobId` it can be added again safely. */
  readonly added: 'no' | 'unknown';

  constructor(queue: string, timeoutMs: number, added: 'no' | 'unknown') {
    const outcome =
      added === 'no'
        ? 'the job was not added; answer 503 and let the caller come again'
        : 'the job may be added yet; give a jobId, and adding it again does no harm';
    super(`Queue ${queue} did not answer within ${timeoutMs} ms: ${outcome}.`);
    this.added = added;
  }
}

/**
 * Adds jobs where somebody waits, as in a request handler: each call answers within `timeoutMs`, also while Redis is
 * away or frozen. Errors of creation as those of `createQueue`.
 */
export function createProducer<Data = unknown, Result = unknown, Name extends string = string>(
  name: string,
  wanted: ProducerWanted = {},
): OpenProducer<Data, Result, Name> {
  const { timeoutMs = 1000, ...own } = wanted;
  requireWhole('producer', { timeoutMs });
  const { queue, redis, close } = createQueue<Data, Result, Name>(name, own);
  const ready = readiness(redis);
  const promptly = async <T>(work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    if (!(await within(timeoutMs, ready()))) throw new QueueUnavailable(name, timeoutMs, 'no');
    const left = Math.max(timeoutMs - (performance.now() - start), 1);
    const job = work();
    const answered = job.then(
      () => true,
      () => true,
    );
    if (await within(left, answered)) return await job;
    throw new QueueUnavailable(name, timeoutMs, 'unknown');
  };
  return {
    add: (...job) => promptly(() => queue.add(...job)),
    addBulk: (jobs) => promptly(() => queue.addBulk(jobs)),
    queue,
    redis,
    close,
  };
}

/** Resolves when the client can be used; all who wait share one listener, for many would look like a leak to Node. */
function readiness({ ha }: HaRedis | HaCluster): () => Promise<true> {
  let next: Promise<true> | undefined;
  return () => {
    if (ha.state().phase === 'ready') return Promise.resolve(true);
    next ??= new Promise((resolve) => {
      ha.events.once('ready', () => {
        next = undefined;
        resolve(true);
      });
    });
    return next;
  };
}
