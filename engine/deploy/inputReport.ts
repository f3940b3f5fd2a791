// What inputErrors.ts has reported: a line for each error, a JSON array of its problems.
import { existsSync, readFileSync } from 'node:fs';
import type { DeployError } from '../events.ts';

export interface InputProblem {
  /** Empty where the error names none. */
  property: string;
  reason: string;
}

/** Of a file that may not be there (yet): nothing was wrong with the configuration. */
export function readReport(file: string): DeployError[] {
  return existsSync(file) ? parseReport(readFileSync(file, 'utf8')) : [];
}

export function parseReport(text: string): DeployError[] {
  const problems = text.split('\n').flatMap((line): InputProblem[] => (line === '' ? [] : JSON.parse(line)));
  return problems.map(({ property, reason }) => ({ message: reason, ...(property !== '' && { property }) }));
}
