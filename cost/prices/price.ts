/** Where a price was read, and for which day it holds. */
export interface Source {
  /** `YYYY-MM-DD`. */
  asOf: string;
  url: string;
  /** Not read on the seller's own page but with somebody who quotes it; `url` or `note` says with whom. */
  secondHand?: true;
  /** What a reader has to know of it: a region, or that it was read in a copy. */
  note?: string;
}

/** US dollars for one unit. */
export interface Price extends Source {
  usd: number;
  /** What one unit is: `node-hour`, `GB-month`, `100,000 commands`. */
  per: string;
}

/** 365 days by 24 hours by a twelfth, as the clouds' own calculators count. */
export const hoursPerMonth = 730;
