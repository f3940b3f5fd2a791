import type { DeployOptions, DeployResult } from '../events.ts';
import { urnName } from '../plan/index.ts';
import { Judge } from '../policy/index.ts';
import type { ResourceState } from '../state/index.ts';
import { attempt } from './attempt.ts';
import { deleteRemaining } from './deletions.ts';
import { runPass } from './pass.ts';
import { openSession, withLock } from './session.ts';
import { finishUnwanted, warnOfUnfinished } from './unfinished.ts';

/**
 * Deletes everything the state holds, dependents first. Neither program nor policy packs run. Does not reject; what went wrong
 * is in the result.
 */
export function destroy(options: DeployOptions): Promise<DeployResult> {
  return attempt(options, () =>
    withLock(options, async () =>
      runPass(await openSession(options), {
        preview: false,
        begin(_engine, _failure, report) {
          report.phase('destroy');
          return {
            judge: Promise.resolve(new Judge([], report)),
            async work(pass) {
              warnOfUnfinished(pass);
              const protectedOnes = pass.journal.remaining.filter(
                ({ protect, delete: going }) => protect && !going,
              );
              if (protectedOnes.length > 0) pass.failure.note({ message: destroyRefusal(protectedOnes) });
              else if (!pass.failure.signal.aborted)
                await deleteRemaining(pass, await finishUnwanted(pass), new Set());
              await pass.journal.save();
              return {};
            },
          };
        },
      }),
    ),
  );
}

function destroyRefusal(resources: ResourceState[]): string {
  const names = resources.map(({ urn, type }) => `${urnName(urn)} (${type})`).join(', ');
  return `Nothing was removed, because of what is protected: ${names}. Take \`protect\` off it in the program, deploy that, then destroy.`;
}
