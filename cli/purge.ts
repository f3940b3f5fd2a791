import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Project } from '../engine/project/index.ts';
import { type Deployed, stateFolderOf } from './engines/index.ts';
import { dataFolders } from './look.ts';

/** Folders, relative to the project, that a destroyed stack leaves: its state's and those of its data elsewhere. */
export async function leftovers(
  project: Project,
  stack: string,
  deployed: Deployed | undefined,
  state = stateFolderOf(project.root, stack),
): Promise<string[]> {
  const elsewhere = deployed ? await dataFolders({ project, deployed }, stack) : [];
  const outside = elsewhere.filter((folder) => !folder.startsWith(state + sep));
  return [state, ...outside].filter(existsSync).map((folder) => relative(project.root, folder));
}

/** Removes them for good. */
export async function purge(root: string, folders: string[]): Promise<void> {
  for (const folder of folders) await rm(join(root, folder), { recursive: true, force: true });
}
