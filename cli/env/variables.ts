import type { PropertyMap } from '../../engine/wire/value.ts';
import { Failure } from '../failure.ts';
import { plain } from '../show/index.ts';

/** The program's export `env`, in clear. */
export function variablesOf(outputs: PropertyMap): Record<string, string> {
  const variables = plain(outputs.env, 'shown');
  if (typeof variables !== 'object' || variables === null) {
    throw new Failure(
      'failed',
      'The program exports no "env"; its last deployment did not come to its end. Run up again.',
    );
  }
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}
