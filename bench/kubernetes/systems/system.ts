import type { Cluster } from '../../../tests/live/kubernetes/cluster/index.ts';
import type { Order } from '../../../tests/live/kubernetes/writing/index.ts';
import type { Fault } from '../types.ts';

/** Servers of one system in a namespace of their own. */
export interface Deployed {
  namespace: string;
  /** Who writes to them, and how they are reached. */
  order: Order;
  /** Name of the server's program. */
  server: string;
  /** Resolves when every pod is ready and every replica follows the primary. */
  whole(): Promise<void>;
  /** The pod that is primary. */
  primary(): Promise<string>;
  /** Moves the primary as this system does it. */
  handOver(): Promise<void>;
  remove(): Promise<void>;
}

/** One thing that is compared. */
export interface System {
  /** As `--systems` names it. */
  name: string;
  /** As tables and the plot name it. */
  title: string;
  /** How often by default; each round has servers of its own. */
  runs: Readonly<Record<Fault, number>>;
  /** Applies it; not yet ready. */
  deploy(cluster: Cluster, namespace: string): Promise<Deployed>;
}
