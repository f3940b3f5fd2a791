import type { FailoverProfileName } from '../backend.ts';

/** How the Sentinels of one instance, or the nodes of a cluster, judge a silent server. All times in milliseconds. */
export interface FailoverProfile {
  /** Silence after which one Sentinel calls a server down. */
  downAfter: number;
  /** Bounds each step of a failover; a failed attempt is tried again after twice this. */
  failoverTimeout: number;
  /**
   * How often a Sentinel pings and asks the others, set with SENTINEL DEBUG. At most half of `downAfter`: with
   * the built-in 1000 ms, Sentinels take a healthy new primary for dead and fail over a second time (redis#8607).
   * Not below 200: five periods must outlast the one second between two INFO commands during a failover, else
   * the replicas look too old to be chosen (sentinelSelectSlave).
   */
  period: number;
  /**
   * `min-replicas-to-write` where there are at least two replicas. With 1, a server that was just promoted refuses every
   * write (NOREPLICAS) until a Sentinel has pointed another replica at it: 0.8-0.9 s more without writes, because a Sentinel
   * looks at the promoted server only once a second (sentinel.c, sentinelSendPeriodicCommands).
   * What it buys is a bound for a stale primary that wakes up: clients that do not leave it can have at most two seconds of
   * writes acknowledged that are then thrown away. redis-ha-client leaves it at once, so only `calm` pays for the bound.
   */
  minReplicas: number;
  /**
   * `cluster-node-timeout`: silence after which one primary of a cluster calls another down. A replica then waits 0.5 to 1 s
   * before it asks for votes (cluster.c, clusterHandleSlaveFailover), whatever this is.
   */
  nodeTimeout: number;
}

export const failoverProfiles: Readonly<Record<FailoverProfileName, FailoverProfile>> = {
  fast: { downAfter: 500, failoverTimeout: 5000, period: 250, minReplicas: 0, nodeTimeout: 1000 },
  balanced: { downAfter: 1000, failoverTimeout: 5000, period: 250, minReplicas: 0, nodeTimeout: 2000 },
  calm: { downAfter: 5000, failoverTimeout: 15000, period: 1000, minReplicas: 1, nodeTimeout: 5000 },
};
