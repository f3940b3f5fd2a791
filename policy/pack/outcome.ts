import type { Judgement } from '../../components/posture/index.ts';

/** What a rule says about one resource. */
export type Outcome =
  | Judgement
  /** Another rule says it already. */
  | { state: 'said'; where: string };
