import type { PolicyPackSource } from '../../engine/events.ts';
import type { Project } from '../../engine/project/index.ts';
import { Failure } from '../failure.ts';
import type { CommonOptions } from '../options.ts';
import { embedded, simulated } from './embedded.ts';
import type { StackEngine } from './engine.ts';

/**
 * Loads the Automation API only for those who ask for it. `policyPacks` judge what `preview` and `up` do. Fails with `usage` where
 * a simulation is asked of the Pulumi CLI.
 */
export async function chooseEngine(
  { engine, stack, simulate }: Pick<CommonOptions, 'engine' | 'stack' | 'simulate'>,
  project: Project,
  policyPacks: PolicyPackSource[] = [],
): Promise<StackEngine> {
  if (simulate) {
    if (engine === 'pulumi')
      throw new Failure(
        'usage',
        '--simulate contacts no cloud and --engine pulumi does: leave one of them out.',
      );
    return simulated(project, stack, policyPacks);
  }
  if (engine === 'embedded') return embedded(project, stack, policyPacks);
  const { pulumi } = await import('./pulumi.ts');
  return pulumi(project, stack, policyPacks);
}
