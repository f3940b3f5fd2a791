import type { ClientConnection, WriterClient } from '../../../../cli/drill/write/client.ts';
import type { Write } from '../../../../cli/drill/write/writers.ts';

export type OpenWriter = (at: ClientConnection) => WriterClient;

/** What became of the writes, and what is stored of each writer. */
export interface Account {
  writes: readonly Write[];
  stored: readonly (readonly number[])[];
}

/** What writers in a pod are told. */
export interface Order {
  /** The connection's variables. Default: the pod's own. */
  env?: Record<string, string>;
  /** A file of the image that exports `open`, another client than ours. */
  module?: string;
}

/** Clients that write until they are stopped. */
export interface Writing {
  readonly acked: number;
  /** `host:port` of who acknowledged last. */
  readonly node: string | null;
  /** When something was acknowledged last, milliseconds since 1970; 0 for never. */
  readonly ackedAt: number;
  stop(): Promise<Account>;
}
