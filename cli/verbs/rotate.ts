import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireConsent } from '../consent.ts';
import { exits } from '../failure.ts';
import { openProject, requireStack } from '../project.ts';
import { edit, type Generations } from '../rotation.ts';
import { type UpOptions, up } from './up.ts';

export interface RotateOptions extends UpOptions {
  instance?: string;
}

/**
 * One step of a rotation: writes the next generation into the stack's file and deploys it. The first makes a new secret that is
 * accepted beside the old one, the second leaves it alone. A step that did not end well leaves the file as it was: the secret
 * in use before is still accepted.
 */
export async function rotate({ instance, ...options }: RotateOptions): Promise<number> {
  requireConsent('rotate', options);
  const project = await openProject();
  await requireStack(project, options.stack);
  const file = join(project.root, `Pulumi.${options.stack}.yaml`);
  const before = await readFile(file, 'utf8');
  const { text, generations } = edit(before, instance);
  await writeFile(file, text);
  let exit: number | undefined;
  try {
    exit = await up(options);
  } finally {
    if (exit !== exits.done) await writeFile(file, before);
  }
  if (exit === exits.done && !options.json) process.stderr.write(`${sentence(options.stack, generations)}\n`);
  return exit;
}

function sentence(stack: string, { use, alsoAccept }: Generations): string {
  const where = `Pulumi.${stack}.yaml says so now: commit it.`;
  return alsoAccept === undefined
    ? `Generation ${use} alone is accepted. ${where}`
    : `Generation ${use} is handed out, and ${alsoAccept} still accepted. ${where} When every application has read its secret again, run rotate once more.`;
}
