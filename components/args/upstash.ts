/** Backend `upstash`: nothing to run, priced by use. Needs the npm package `@upstash/pulumi`. See docs/upstash.md. */
export interface UpstashArgs {
  /**
   * `global`, `gcp-global`, or the one region of a regional database, which can have no read regions. A change would lose
   * the data.
   * @default global
   */
  region?: string;
  /** Where writes go, for example `eu-central-1`; with a global region only. A change would lose the data. */
  primaryRegion?: string;
  /**
   * Regions with a copy for reading, which come and go in place. Each counts every write once more on the bill.
   * @default []
   */
  readRegions?: string[];
  /**
   * Buy the Prod Pack, which brings encryption at rest, several zones and the service level agreement.
   * @default false
   */
  prodPack?: boolean;
  /**
   * US dollars a month at which the database is throttled until the next, a whole number.
   * @default 20
   */
  budget?: number;
  /**
   * Move to the next fixed plan by itself when a quota is reached.
   * @default false
   */
  autoScale?: boolean;
  /**
   * IPv4 addresses and ranges that may connect; not on the free plan.
   * @default - everyone who has the password
   */
  ipAllowlists?: string[];
}
