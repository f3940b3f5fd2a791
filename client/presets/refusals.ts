import { ConfigurationError } from '../connection.ts';
import { givesUpAt, type Retry } from './retry.ts';
import type { Workload } from './table.ts';

/** Only what a refusal looks at. */
export interface Judged {
  maxRetriesPerRequest?: number | null | undefined;
  enableOfflineQueue?: boolean | undefined;
  socketTimeout?: number | undefined;
  commandTimeout?: number | undefined;
  keyPrefix?: string | undefined;
}

interface Refusal {
  workloads: readonly Workload[];
  option: keyof Judged;
  breaks(options: Judged): boolean;
  reason: string;
}

const refusals: readonly Refusal[] = [
  {
    workloads: ['queue', 'worker'],
    option: 'maxRetriesPerRequest',
    breaks: ({ maxRetriesPerRequest }) => maxRetriesPerRequest !== null,
    reason:
      'must be null: BullMQ gives its blocking commands to a client that never rejects them, and jobs would fail during a failover',
  },
  {
    workloads: ['pubsub'],
    option: 'maxRetriesPerRequest',
    breaks: ({ maxRetriesPerRequest }) => maxRetriesPerRequest !== null,
    reason:
      "must be null: a broadcast that is rejected is lost, and a rejected read of Socket.IO's streams adapter is retried without delay",
  },
  {
    workloads: ['worker', 'pubsub'],
    option: 'socketTimeout',
    breaks: ({ socketTimeout }) => socketTimeout !== undefined,
    reason:
      'must not be set: its commands block for seconds without a byte (BZPOPMIN, XREAD) and would lose the connection each time',
  },
  {
    workloads: ['worker', 'pubsub'],
    option: 'commandTimeout',
    breaks: ({ commandTimeout }) => commandTimeout !== undefined,
    reason: 'must not be set: it rejects commands that block on purpose, and they run all the same',
  },
  {
    workloads: ['worker', 'pubsub'],
    option: 'enableOfflineQueue',
    breaks: ({ enableOfflineQueue }) => enableOfflineQueue === false,
    reason:
      "must be true: what reads in a loop (BullMQ's worker, Socket.IO's streams adapter) retries a rejected command without delay and starves the process",
  },
  {
    workloads: ['queue', 'worker'],
    option: 'keyPrefix',
    breaks: ({ keyPrefix }) => Boolean(keyPrefix),
    reason: "must not be set: BullMQ's scripts build their own keys; use BullMQ's option prefix",
  },
];

/** @throws ConfigurationError where an option is known to break the workload, with the reason */
export function refuseBroken(workload: Workload, options: Judged): void {
  const refusal = refusals.find((each) => each.workloads.includes(workload) && each.breaks(options));
  if (refusal) {
    throw new ConfigurationError(
      `Option ${refusal.option} of a client for workload ${workload} ${refusal.reason}.`,
    );
  }
}

/** @throws ConfigurationError where a retry function is none or gives up */
export function refuseGivingUp(name: string, retry: Retry | null | undefined): Retry {
  if (typeof retry !== 'function') {
    throw new ConfigurationError(
      `Option ${name} must be a function: without one the client ends with its first lost connection.`,
    );
  }
  const attempt = givesUpAt(retry);
  if (attempt === undefined) return retry;
  throw new ConfigurationError(
    `Option ${name} gives no number of milliseconds for attempt ${attempt}: the client would end there for ever and reject every later command. Limit the delay, not the attempts.`,
  );
}
