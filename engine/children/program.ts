import { statSync } from 'node:fs';
import path from 'node:path';
import type { Project, StackConfig } from '../project/index.ts';
import { cacheFolder } from './cacheFolder.js';
import type { Child, ChildOutput } from './child.ts';
import { configEnvironment } from './environment.ts';
import { type Exit, type Launch, launch } from './launch.ts';
import { how } from './server.ts';

export interface ProgramOptions extends ChildOutput, Pick<Launch, 'fourth'> {
  project: Project;
  stack: string;
  config: StackConfig;
  /** Address of the ResourceMonitor service. */
  monitor: string;
  /** Address of the Engine service. */
  engine: string;
  /** A preview. */
  dryRun: boolean;
  /** Default `organization`, Pulumi's own name for none. */
  organization?: string;
  /** How many resource operations may run at once. Default 16. */
  parallel?: number;
}

/** `reported`: it failed and has already said why through the engine's log. */
export type ProgramExit =
  | { kind: 'succeeded' }
  | { kind: 'reported' }
  | { kind: 'failed'; message: string }
  | { kind: 'stopped' };

// sdk/nodejs/cmd/run: the runner's exit code when the person has been told everything.
const exitCodeReported = 32;

/** Runs the project's program once, with the arguments and environment that Pulumi's language host gives. */
export function startProgram(o: ProgramOptions): Child & { done: Promise<ProgramExit> } {
  const { folder, entry } = entryPoint(o.project);
  const { typescript, tsconfig, nodeargs } = o.project.runtimeOptions;
  const child = launch({
    module: '@pulumi/pulumi/cmd/run',
    from: folder,
    nodeArgs: nodeargs,
    args: [...flags(o, folder), entry],
    cwd: folder,
    env: {
      ...configEnvironment(o.config),
      ...(typescript && { PULUMI_NODEJS_TYPESCRIPT: 'true' }),
      ...(tsconfig !== undefined && { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
    },
    cacheFolder: cacheFolder(o.project.root),
    fourth: o.fourth,
    onStdout: o.onStdout,
    onStderr: o.onStderr,
  });
  let stopped = false;
  return {
    pid: child.pid,
    stop() {
      stopped = true;
      return child.stop();
    },
    done: child.exit.then(
      (exit) => outcome(exit, stopped),
      (error: Error) => ({ kind: 'failed', message: `The program could not be started: ${error.message}.` }),
    ),
  };
}

function flags(o: ProgramOptions, folder: string): string[] {
  return [
    ['--monitor', o.monitor],
    ['--engine', o.engine],
    ['--organization', o.organization ?? 'organization'],
    ['--project', o.project.name],
    ['--root-directory', o.project.root],
    ['--stack', o.stack],
    ['--pwd', folder],
    o.dryRun ? ['--dry-run'] : [],
    ['--parallel', String(o.parallel ?? 16)],
  ].flat();
}

/**
 * `main` may be a file or a folder; relative paths in the program are relative to it (pkg/engine/project.go,
 * getPwdMain).
 */
function entryPoint({ root, main }: Project): { folder: string; entry: string } {
  const target = path.resolve(root, main);
  const found = statSync(target, { throwIfNoEntry: false });
  if (!found) throw new Error(`Pulumi.yaml in ${root} names the program “${main}”, which does not exist.`);
  if (found.isDirectory()) return { folder: target, entry: '.' };
  return { folder: path.dirname(target), entry: path.basename(target) };
}

function outcome(exit: Exit, stopped: boolean): ProgramExit {
  if (exit.code === 0) return { kind: 'succeeded' };
  if (stopped) return { kind: 'stopped' };
  if (exit.code === exitCodeReported) return { kind: 'reported' };
  return { kind: 'failed', message: `The program ended ${how(exit)}.` };
}
