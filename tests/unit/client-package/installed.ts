import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';

const root = path.resolve(import.meta.dirname, '../../..');
const scratch = ['node_modules', 'dist'];

/** What the client needs and what its users have beside it; from the repository, so that nothing is downloaded. */
const beside = [
  'ioredis',
  'lru-cache',
  'bullmq',
  'connect-redis',
  'express-session',
  'prom-client',
  'rate-limiter-flexible',
  'socket.io',
  '@socket.io',
  '@types',
];

export interface Installed {
  folder: string;
  /** Files of the package. */
  files: string[];
  manifest: { exports: Record<string, unknown>; main: string; types: string };
  readme: string;
  /** Runs a program of the project; what it wrote. */
  run(name: string, source: string, env?: Record<string, string>): Promise<string>;
  /** Checks the types of files of the project, by name; what TypeScript says. */
  check(sources: Record<string, string>, module: 'node16' | 'nodenext'): Promise<string>;
}

/** The packed client in a project that has nothing else. `ioredis`: the folder of the one that it has. */
export async function install({ ioredis = 'ioredis' } = {}): Promise<Installed> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'redis-ha-client-package-'));
  const { tarball, files } = await pack(path.join(folder, 'source'));
  const project = path.join(folder, 'project');
  const modules = path.join(project, 'node_modules');
  await mkdir(path.join(modules, 'redis-ha-client'), { recursive: true });
  await execa('tar', ['-xzf', tarball, '--strip-components=1', '-C', path.join(modules, 'redis-ha-client')]);
  for (const name of beside) {
    const from = name === 'ioredis' ? ioredis : name;
    await symlink(path.join(root, 'node_modules', from), path.join(modules, name));
  }
  await writeFile(path.join(project, 'package.json'), JSON.stringify({ name: 'project', private: true }));
  const read = (name: string) => readFile(path.join(modules, 'redis-ha-client', name), 'utf8');
  const manifest = JSON.parse(await read('package.json'));
  const readme = await read('README.md');
  return {
    folder,
    files,
    manifest,
    readme,
    async run(name, source, env = {}) {
      await writeFile(path.join(project, name), source);
      return (await execa(process.execPath, [name], { cwd: project, env })).stdout;
    },
    async check(sources, module) {
      const written = Object.entries(sources);
      await Promise.all(written.map(([name, source]) => writeFile(path.join(project, name), source)));
      const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--types', 'node'];
      const args = [...options, '--module', module, '--ignoreConfig', ...Object.keys(sources)];
      return (await execa('tsc', args, { cwd: project, preferLocal: true, localDir: root, reject: false }))
        .stdout;
    },
  };
}

/** As `npm publish` would, from a copy: the repository's own `dist` may be in use. */
async function pack(source: string): Promise<{ tarball: string; files: string[] }> {
  const client = path.join(source, 'client');
  await cp(path.join(root, 'client'), client, {
    recursive: true,
    filter: (from) => !scratch.includes(path.basename(from)),
  });
  await cp(path.join(root, 'tsconfig.json'), path.join(source, 'tsconfig.json'));
  await symlink(path.join(root, 'node_modules'), path.join(source, 'node_modules'));
  const { stdout } = await execa('npm', ['pack', '--json', '--silent'], { cwd: client });
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  return {
    tarball: path.join(client, packed.filename),
    files: packed.files.map((file: { path: string }) => file.path),
  };
}
