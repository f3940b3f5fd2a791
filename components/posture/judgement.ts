/** What a rule comes to after its waivers. */
export type Judgement =
  | { state: 'pass' }
  | { state: 'waived'; reason: string; until?: string | undefined }
  | { state: 'violation'; message: string };
