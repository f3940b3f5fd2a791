import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { listStacks, type Project, readProject } from '../engine/project/index.ts';
import { Failure } from './failure.ts';

/** The project that the current folder belongs to. Fails with `usage` outside of one. */
export async function openProject(from = process.cwd()): Promise<Project> {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'Pulumi.yaml'))) return await readProject(folder);
    if (dirname(folder) === folder) {
      throw new Failure(
        'usage',
        `No Pulumi.yaml in ${from} or above it; run this from the project's folder.`,
      );
    }
  }
}

/** Fails with `usage` unless the project has a file for this stack. */
export async function requireStack(project: Project, stack: string): Promise<void> {
  const stacks = await listStacks(project);
  if (stacks.includes(stack)) return;
  const near = stacks.length > 0 ? closest(stack, stacks) : undefined;
  const hint = near !== undefined && distance(stack, near) <= 2 ? ` Did you mean ${near}?` : '';
  const known = stacks.length > 0 ? `there are ${stacks.join(', ')}` : 'there are none';
  throw new Failure(
    'usage',
    `There is no stack "${stack}": no Pulumi.${stack}.yaml in ${project.root}; ${known}.${hint}`,
    { stack, stacks, ...(hint ? { nearest: near } : {}) },
  );
}
