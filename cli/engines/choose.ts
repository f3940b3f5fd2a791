import type { PolicyPackSource } from '../../engine/events.ts';
import type { Project } from '../../engine/project/index.ts';
import type { EngineName } from '../options.ts';
import { embedded } from './embedded.ts';
import type { StackEngine } from './engine.ts';

/** Loads the Automation API only for those who ask for it. `policyPacks` judge what `preview` and `up` do. */
export async function chooseEngine(
  name: EngineName,
  project: Project,
  stack: string,
  policyPacks: PolicyPackSource[] = [],
): Promise<StackEngine> {
  if (name === 'embedded') return embedded(project, stack, policyPacks);
  const { pulumi } = await import('./pulumi.ts');
  return pulumi(project, stack, policyPacks);
}
