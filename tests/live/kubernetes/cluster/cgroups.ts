import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cgroup } from './layout.ts';

const root = '/sys/fs/cgroup';

/** A cgroup for one node's pods, in the one tree of version 2 or in each tree of version 1. */
export function makeCgroup(name: string): void {
  for (const tree of trees()) {
    for (const folder of [path.join(tree, cgroup), path.join(tree, cgroup, name)]) {
      mkdirSync(folder, { recursive: true });
      // Version 1 makes a cpuset without processors, in which nothing can run.
      if (path.basename(tree) === 'cpuset') inherit(folder, ['cpuset.cpus', 'cpuset.mems']);
    }
  }
}

/** Removes a node's cgroups, or every node's; whether they are gone. They are not while a process in them is ending. */
export function removeCgroup(name = ''): boolean {
  return trees()
    .map((tree) => removeTree(path.join(tree, cgroup, name)))
    .every((gone) => gone);
}

/** Whether groups can be made in every tree. */
export function cgroupsAreWritable(): boolean {
  const trial = `${cgroup}-trial-${process.pid}`;
  try {
    for (const tree of trees()) {
      mkdirSync(path.join(tree, trial));
      rmdirSync(path.join(tree, trial));
    }
    return true;
  } catch {
    return false;
  }
}

function trees(): string[] {
  const entries = readdirSync(root);
  if (entries.includes('cgroup.controllers')) return [root];
  return entries.map((entry) => path.join(root, entry));
}

function inherit(folder: string, names: string[]): void {
  for (const name of names) {
    writeFileSync(path.join(folder, name), readFileSync(path.join(path.dirname(folder), name)));
  }
}

/** Only folders can be removed there: the files are the kernel's. */
function removeTree(folder: string): boolean {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) removeTree(path.join(folder, entry.name));
    }
    rmdirSync(folder);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}
