// Running the program of one pass, and telling a configuration that it rejects from a crash.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ProgramExit, type ProgramOptions, startProgram } from '../children/program.ts';
import type { DeployError } from '../events.ts';

export type ProgramEnd = ProgramExit | { kind: 'misconfigured'; errors: DeployError[] };

export interface RunningProgram {
  done: Promise<ProgramEnd>;
  /** Has the program reported input property errors? Then their text needs no showing. */
  isMisconfigured(): boolean;
  stop(): Promise<void>;
}

export function runProgram(o: ProgramOptions): RunningProgram {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'redis-ha-program-'));
  const file = path.join(folder, 'input-errors.json');
  const preload = new URL('./inputErrors.ts', import.meta.url);
  preload.searchParams.set('report', file);
  const { runtimeOptions } = o.project;
  const nodeargs = [...runtimeOptions.nodeargs, `--import=${preload.href}`];
  const child = startProgram({
    ...o,
    project: { ...o.project, runtimeOptions: { ...runtimeOptions, nodeargs } },
  });
  const done = child.done.then((exit): ProgramEnd => {
    const errors = exit.kind === 'succeeded' ? [] : readErrors(file);
    rmSync(folder, { recursive: true, force: true });
    return errors.length > 0 ? { kind: 'misconfigured', errors } : exit;
  });
  return { done, isMisconfigured: () => readErrors(file).length > 0, stop: () => child.stop() };
}

function readErrors(file: string): DeployError[] {
  try {
    const problems: { property: string; reason: string }[] = JSON.parse(readFileSync(file, 'utf8'));
    return problems.map(({ property, reason }) => ({
      message: reason,
      ...(property !== '' && { property }),
    }));
  } catch {
    // Not written: nothing was wrong with the configuration.
    return [];
  }
}
