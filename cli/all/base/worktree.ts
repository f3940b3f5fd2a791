import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { type Project, readProject } from '../../../engine/project/index.ts';
import { Failure } from '../../failure.ts';

const run = promisify(execFile);

/** Another commit of the project, checked out in a temporary folder until it is disposed of. */
export interface Base extends AsyncDisposable {
  /** As the user named it, and the commit that it is. */
  ref: string;
  commit: string;
  project: Project;
  /** `own`: its own program. `present`: the present one, since its own wants other packages than are installed. */
  program: 'own' | 'present';
}

/** Fails with `usage` outside of git, or where the clone does not have the commit. */
export async function openBase({ root }: Project, ref: string): Promise<Base> {
  const commit = await commitOf(root, ref);
  const prefix = await git(root, 'rev-parse', '--show-prefix');
  const folder = await mkdtemp(join(tmpdir(), 'redis-ha-base-'));
  const dispose = async () => {
    await git(root, 'worktree', 'remove', '--force', folder).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await git(root, 'worktree', 'add', '--quiet', '--detach', '--force', folder, commit);
    const base = join(folder, prefix);
    const program = (await samePackages(root, base)) ? 'own' : 'present';
    if (program === 'own') await lendPackages(root, base);
    else await lendProgram(root, base);
    const project = await readProject(base);
    return { ref, commit: commit.slice(0, 7), project, program, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function commitOf(root: string, ref: string): Promise<string> {
  if (!(await git(root, 'rev-parse', '--git-dir').catch(() => undefined)))
    throw new Failure('usage', `${root} is no git clone, so there is nothing to compare with ${ref}.`);
  try {
    return await git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  } catch {
    const branch = ref.replace(/^origin\//, '');
    throw new Failure(
      'usage',
      `This clone has no commit ${ref}; a shallow one, as CI makes it, has only its own. Fetch it first: ` +
        `git fetch --depth=1 origin ${branch}:refs/remotes/origin/${branch}, then --base origin/${branch}.`,
    );
  }
}

/** Whether the base's program can run on what is installed here. */
async function samePackages(root: string, base: string): Promise<boolean> {
  const lock = (folder: string) => readFile(join(folder, 'package-lock.json'), 'utf8').catch(() => '');
  return (await lock(root)) === (await lock(base));
}

/** A commit has no packages of its own. */
async function lendPackages(root: string, base: string): Promise<void> {
  await symlink(join(root, 'node_modules'), join(base, 'node_modules'));
}

/** The base's stack files under the present program. */
async function lendProgram(root: string, base: string): Promise<void> {
  const manifest = parse(await readFile(join(root, 'Pulumi.yaml'), 'utf8'));
  const main = resolve(root, manifest.main ?? '.');
  await writeFile(join(base, 'Pulumi.yaml'), stringify({ ...manifest, main, plugins: undefined }));
}

async function git(root: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', root, ...args]);
  return stdout.trim();
}
