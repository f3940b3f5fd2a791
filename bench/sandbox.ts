import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { type Run, redisHa } from './command.ts';
import { ownPorts } from './ports.ts';
import { processesIn } from './processes.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const leftOut = ['node_modules', '.git', '.redis-ha'];

/** A copy of the project in a temporary folder, with a stack `local` on ports of its own. */
export interface Sandbox {
  folder: string;
  /** Runs a command there; see command.ts. */
  redisHa(args: string[], o?: { watched?: boolean }): Promise<Run>;
  /** Replaces keys of the stack's configuration, without their namespace. */
  configure(values: Record<string, unknown>): Promise<void>;
  /** Pid and start time of every process that works in the folder: its servers. */
  servers(): Promise<string[]>;
  /** Destroys what is deployed and removes the folder. */
  remove(): Promise<void>;
}

export async function sandbox(): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-ha-bench-'));
  await cp(project, folder, {
    recursive: true,
    filter: (path) => !leftOut.includes(relative(project, path).split(sep)[0] ?? ''),
  });
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));

  const made: Sandbox = {
    folder,
    redisHa: (args, o) => redisHa(folder, args, o?.watched),
    async configure(values) {
      const file = join(folder, 'Pulumi.local.yaml');
      const { config } = parse(await readFile(file, 'utf8'));
      const named = Object.entries(values).map(([key, value]) => [`redis-ha:${key}`, value]);
      await writeFile(file, stringify({ config: { ...config, ...Object.fromEntries(named) } }));
    },
    async servers() {
      return (await processesIn(folder)).map(({ pid, started }) => `${pid} since ${started}`).sort();
    },
    async remove() {
      await redisHa(folder, ['destroy', '--stack', 'local', '--yes', '--purge', '--json']).catch(
        (error: Error) => console.error(error.message),
      );
      for (const { pid } of await processesIn(folder)) process.kill(pid, 'SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
  // Ctrl-C ends the command that runs, which rejects; whoever asked for the sandbox then removes it.
  process.on('SIGINT', () => undefined);
  await made.configure({ local: await ownPorts() });
  return made;
}
