import { InputPropertiesError } from '@pulumi/pulumi/errors.js';
import type { Problem } from '../providers/backend.ts';

/**
 * The error for everything that is wrong with `subject`, in one. Its type tells a user's mistake from a crash, to
 * Pulumi and to our command line.
 */
export function misconfigured(subject: string, problems: readonly Problem[]): InputPropertiesError {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const lines = problems.map(({ path, reason }) => `  ${path}: ${reason}`);
  const error = new InputPropertiesError({
    message: [`${subject} has ${count}:`, ...lines].join('\n'),
    errors: problems.map(({ path, reason }) => ({ propertyPath: path, reason })),
  });
  // Pulumi's runner prints an uncaught error's stack where there is one, else its message. The reader made no
  // mistake in our functions, so their names would only bury the sentences.
  error.stack = '';
  return error;
}
