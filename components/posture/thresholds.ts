/** The values that the pack's configuration can set. */
export interface Thresholds {
  /** Days that a snapshot must be kept at least, 1-35. */
  minRetentionDays: number;
  /** Failure zones that the nodes must be spread over at least, 2-6. */
  minZones: number;
}

/**
 * A week of snapshots outlives a long weekend; it is also the component's default, so whoever keeps fewer says so.
 * Two zones are the fewest of which one can be lost. Three, the component's default, matter where Sentinels vote:
 * raise `minZones` for stacks that run their own.
 */
export const defaultThresholds: Readonly<Thresholds> = { minRetentionDays: 7, minZones: 2 };
