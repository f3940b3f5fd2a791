// Running the program of one pass, and telling a configuration that it rejects from a crash.
import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ProgramExit, type ProgramOptions, startProgram } from '../children/index.ts';
import type { DeployError } from '../events.ts';
import { parseReport } from './inputReport.ts';

export type ProgramEnd = ProgramExit | { kind: 'misconfigured'; errors: DeployError[] };

export interface RunningProgram {
  done: Promise<ProgramEnd>;
  /** Has the program reported input property errors? Then their text needs no showing. */
  isMisconfigured(): boolean;
  stop(): Promise<void>;
}

export function runProgram(o: ProgramOptions): RunningProgram {
  const preload = new URL('./inputErrors.ts', import.meta.url);
  preload.searchParams.set('report', '/dev/fd/4');
  const { runtimeOptions } = o.project;
  const nodeargs = [...runtimeOptions.nodeargs, `--import=${preload.href}`];
  const report = openNameless();
  const child = startProgram({
    ...o,
    project: { ...o.project, runtimeOptions: { ...runtimeOptions, nodeargs } },
    fourth: report,
  });
  let reported = () => parseReport(contentOf(report));
  const done = child.done.then((exit): ProgramEnd => {
    const errors = reported();
    reported = () => errors;
    closeSync(report);
    return exit.kind !== 'succeeded' && errors.length > 0 ? { kind: 'misconfigured', errors } : exit;
  });
  return { done, isMisconfigured: () => reported().length > 0, stop: () => child.stop() };
}

/**
 * A file that is gone with the last process that has it open, so that nothing of it stays behind whatever ends us. Not a pipe: what
 * the program writes to it can be read before what it says afterwards over gRPC.
 */
function openNameless(): number {
  const file = path.join(os.tmpdir(), `redis-ha-program-${randomUUID()}`);
  const descriptor = openSync(file, 'wx+', 0o600);
  unlinkSync(file);
  return descriptor;
}

function contentOf(descriptor: number): string {
  const content = Buffer.alloc(fstatSync(descriptor).size);
  readSync(descriptor, content, { position: 0 });
  return content.toString('utf8');
}
