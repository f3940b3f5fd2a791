import type { FailoverProfileName } from '../backend.ts';

/** How the Sentinels of one instance judge a silent server. All times in milliseconds. */
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
}

export const failoverProfiles: Readonly<Record<FailoverProfileName, FailoverProfile>> = {
  fast: { downAfter: 500, failoverTimeout: 5000, period: 250 },
  balanced: { downAfter: 1000, failoverTimeout: 5000, period: 250 },
  calm: { downAfter: 5000, failoverTimeout: 15000, period: 1000 },
};
