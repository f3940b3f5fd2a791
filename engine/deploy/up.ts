import type { DeployOptions, DeployResult } from '../events.ts';
import { attempt } from './attempt.ts';
import { runProgramPass } from './programPass.ts';
import { openSession, withLock } from './session.ts';
import { undone } from './undone.ts';

/**
 * Makes the stack what the program says. A preview comes first: what a policy refuses there is refused before anything is done,
 * and where it shows nothing to do nothing more happens. Does not reject; what went wrong is in the result.
 */
export function up(options: DeployOptions): Promise<DeployResult> {
  return attempt(options, () =>
    withLock(options, async () => {
      const session = await openSession(options);
      const planned = await runProgramPass(session, true);
      if (planned.status !== 'succeeded') {
        const { resources } = await session.base.catch(() => ({ resources: [] }));
        return undone(planned, resources);
      }
      const { pendingOperations } = await session.base;
      if (!planned.changed && pendingOperations.length === 0) return planned;
      return runProgramPass(session, false);
    }),
  );
}
