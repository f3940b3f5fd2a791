import type { Project } from '../../engine/project/project.ts';
import type { EngineName } from '../options.ts';
import { embedded } from './embedded.ts';
import type { StackEngine } from './engine.ts';

/** Loads the Automation API only for those who ask for it. */
export async function chooseEngine(name: EngineName, project: Project, stack: string): Promise<StackEngine> {
  if (name === 'embedded') return embedded(project, stack);
  const { pulumi } = await import('./pulumi.ts');
  return pulumi(project, stack);
}
