import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StackOutputs } from '../../engine/events.ts';
import type { Project } from '../../engine/project/index.ts';

/**
 * What another stack of this project exports, as the first of its states that is there has it. `foldersOf`: where those of a
 * stack lie.
 */
export function stackOutputs(project: Project, foldersOf: (stack: string) => string[]): StackOutputs {
  return async (name) => {
    // ORGANIZATION/PROJECT/STACK, of which the stack alone has to be there.
    const [stack = '', named = project.name] = name.split('/').toReversed();
    if (named !== project.name || !/^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(stack)) return undefined;
    const stateFolder = foldersOf(stack).find((folder) => existsSync(join(folder, 'state.json')));
    if (stateFolder === undefined) return undefined;
    const { readDeployment } = await import('../../engine/index.ts');
    return (await readDeployment({ root: project.root, stack, stateFolder }))?.outputs;
  };
}
