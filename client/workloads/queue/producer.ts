import type { Queue } from 'bullmq';
import type { HaCluster, HaRedis } from '../../create/index.ts';
import { createQueue, type QueueWanted } from './queue.ts';

export type ProducerWanted = QueueWanted & {
  /** Milliseconds in which each call answers; a planned failover fits into it. Default 1000. */
  timeoutMs?: number;
};

export interface OpenProducer<Data, Result, Name extends string> {
  /** As BullMQ's Queue has it. @throws QueueUnavailable after `timeoutMs` */
  add: Queue<Data, Result, Name>['add'];
  addBulk: Queue<Data, Result, Name>['addBulk'];
  /** Shared with the patient calls of BullMQ. */
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
  const { queue, redis, close } = createQueue<Data, Result, Name>(name, own);
  const promptly = async <T>(work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    if (!(await readyWithin(redis, timeoutMs))) throw new QueueUnavailable(name, timeoutMs, 'no');
    const left = Math.max(timeoutMs - (performance.now() - start), 1);
    return await within(left, work(), () => new QueueUnavailable(name, timeoutMs, 'unknown'));
  };
  return {
    add: (...job) => promptly(() => queue.add(...job)),
    addBulk: (jobs) => promptly(() => queue.addBulk(jobs)),
    queue,
    redis,
    close,
  };
}

function readyWithin({ ha }: HaRedis | HaCluster, ms: number): Promise<boolean> {
  if (ha.state().phase === 'ready') return Promise.resolve(true);
  return new Promise((resolve) => {
    const answer = (ready: boolean) => {
      clearTimeout(timer);
      ha.events.off('ready', yes);
      resolve(ready);
    };
    const yes = () => answer(true);
    const timer = setTimeout(answer, ms, false);
    ha.events.on('ready', yes);
  });
}

async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
