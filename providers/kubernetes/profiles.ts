import type { FailoverProfileName } from '../backend.ts';

/** How the Sentinels of one instance judge a silent server. Times in milliseconds. */
export interface FailoverProfile {
  /** Silence after which one Sentinel calls a server down. */
  downAfter: number;
  /** Bounds each step of a failover. */
  failoverTimeout: number;
  /** How often a Sentinel pings and asks the others; at most half of `downAfter`. */
  period: number;
  /**
   * `min-replicas-to-write` where there are two replicas, and after how many seconds one no longer counts. A machine can
   * be cut off together with clients of its own: nothing else stops the primary there from acknowledging what is lost later.
   */
  minReplicas: number;
  maxLag: number;
  /** `cluster-node-timeout`: silence after which one primary of a cluster calls another down. */
  nodeTimeout: number;
}

export const failoverProfiles: Readonly<Record<FailoverProfileName, FailoverProfile>> = {
  fast: { downAfter: 500, failoverTimeout: 5000, period: 250, minReplicas: 0, maxLag: 3, nodeTimeout: 1000 },
  balanced: {
    downAfter: 1000,
    failoverTimeout: 5000,
    period: 250,
    minReplicas: 1,
    maxLag: 3,
    nodeTimeout: 2000,
  },
  calm: {
    downAfter: 5000,
    failoverTimeout: 15000,
    period: 1000,
    minReplicas: 1,
    maxLag: 10,
    nodeTimeout: 5000,
  },
};
