/** What a rule finds. Messages are sentences without any value read, except backend names and counts. */
export type Verdict =
  | { state: 'pass' }
  | { state: 'violation'; message: string }
  /** The backend cannot do it: nothing can be changed, so somebody has to accept it. */
  | { state: 'needs-waiver'; message: string };

export const pass: Verdict = { state: 'pass' };

export function violation(message: string): Verdict {
  return { state: 'violation', message };
}
