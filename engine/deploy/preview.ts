import type { DeployOptions, DeployResult } from '../events.ts';
import { attempt } from './attempt.ts';
import { runProgramPass } from './programPass.ts';
import { openSession } from './session.ts';

/**
 * Runs the program and says what `up` would do. Touches nothing. Does not reject for anything that is wrong with the project,
 * the program, a policy pack or a provider: that is in the result.
 */
export function preview(options: DeployOptions): Promise<DeployResult> {
  return attempt(options, async () => runProgramPass(await openSession(options), true));
}
