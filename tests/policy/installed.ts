// The pack as `npm publish` would have it, in a project that has nothing else.

import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = ['node_modules', 'dist'];

export interface InstalledPack {
  /** Where it lies: PROJECT/node_modules/redis-ha-policy. */
  folder: string;
  /** Files of the package. */
  files: string[];
  remove(): Promise<void>;
}

/** Its dependencies are the repository's, so that nothing is downloaded. */
export async function installPack(): Promise<InstalledPack> {
  const home = await mkdtemp(join(tmpdir(), 'redis-ha-policy-package-'));
  const { tarball, files } = await pack(join(home, 'source'));
  const modules = join(home, 'project', 'node_modules');
  const folder = join(modules, 'redis-ha-policy');
  await mkdir(folder, { recursive: true });
  await execa('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
  await symlink(join(root, 'node_modules', '@pulumi'), join(modules, '@pulumi'));
  await writeFile(join(home, 'project', 'package.json'), '{"name":"project","private":true}');
  return { folder, files, remove: () => rm(home, { recursive: true, force: true }) };
}

/** From a copy: what is built lies beside the sources. */
async function pack(source: string): Promise<{ tarball: string; files: string[] }> {
  for (const room of ['policy', 'components', 'providers/backend.ts', 'package.json', 'tsconfig.json'])
    await cp(join(root, room), join(source, room), {
      recursive: true,
      filter: (from) => !scratch.some((name) => from.endsWith(`/${name}`)),
    });
  await symlink(join(root, 'node_modules'), join(source, 'node_modules'));
  const policy = join(source, 'policy');
  const { stdout } = await execa('npm', ['pack', '--json', '--silent'], { cwd: policy });
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  return {
    tarball: join(policy, packed.filename),
    files: packed.files.map(({ path }: { path: string }) => path),
  };
}
