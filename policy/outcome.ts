/** What a rule says about one resource. */
export type Outcome =
  | { state: 'pass' }
  | { state: 'waived'; reason: string; until?: string }
  /** The message says what is wrong and what to change, without any value read but counts and backend names. */
  | { state: 'violation'; message: string };
