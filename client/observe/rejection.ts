/** Why a command was rejected; few values, fit for a metric's label. */
export type RejectionReason =
  /** It was given while there was no connection, and the workload does not wait. */
  | 'offline'
  /** No reply within `commandTimeout`. */
  | 'timeout'
  /** Given up after `maxRetriesPerRequest` connections. */
  | 'retries'
  /** The client was closed, or its connection while the command was on the way. */
  | 'closed'
  /** What the server answered, by the first word of its error. */
  | (typeof replies)[number]
  | 'other';

const replies = [
  'BUSY',
  'CLUSTERDOWN',
  'CROSSSLOT',
  'ERR',
  'EXECABORT',
  'LOADING',
  'MASTERDOWN',
  'MISCONF',
  'NOAUTH',
  'NOPERM',
  'NOREPLICAS',
  'NOSCRIPT',
  'OOM',
  'READONLY',
  'UNBLOCKED',
  'WRONGPASS',
  'WRONGTYPE',
] as const;

/** The rejections of ioredis 5.11 and 6 have no codes: their names and messages tell them apart. */
export function reasonOf(error: unknown): RejectionReason {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (message === 'Command timed out') return 'timeout';
  if (message.includes('enableOfflineQueue options is false')) return 'offline';
  if (name === 'MaxRetriesPerRequestError') return 'retries';
  if (/^Connection is closed|Command aborted due to connection close/.test(message)) return 'closed';
  const word = /^[A-Z]+/.exec(message)?.[0];
  if (name !== 'ReplyError' && word === undefined) return 'other';
  return replies.find((reply) => reply === word) ?? (name === 'ReplyError' ? 'ERR' : 'other');
}
