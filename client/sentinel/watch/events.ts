import type { Endpoint } from '../endpoint.ts';
import type { Belief } from './belief.ts';

/** What the watcher of one process sees. Addresses are as announced, `at` is milliseconds since 1970. */
export type WatcherEvent =
  /** A Sentinel orders or announces a new primary; nobody has moved yet. */
  | { kind: 'promotion'; target: Endpoint; sentinel: Endpoint; at: number }
  /** A Sentinel gave a failover up. */
  | { kind: 'abort'; sentinel: Endpoint; at: number }
  /** The clients go there now. */
  | {
      kind: 'primary';
      primary: Endpoint;
      previous: Endpoint | undefined;
      because: Belief['because'];
      at: number;
    }
  /** A Sentinel is listened to (again). */
  | { kind: 'sentinel-found'; sentinel: Endpoint; at: number }
  /** A Sentinel's connection has ended or it no longer answers. */
  | { kind: 'sentinel-lost'; sentinel: Endpoint; at: number };

export type WatcherListener = (event: WatcherEvent) => void;
