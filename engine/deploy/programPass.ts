// A pass in which the program says what it wants: the preview, and the update.

import type { DeployError, DeployResult } from '../events.ts';
import { addMonitorService, type Engine, Program, type ReadRequest } from '../monitor/index.ts';
import { PolicyConfigError, startPacks } from '../policy/index.ts';
import type { ConfigMistake } from '../project/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import type { Pass } from './context.ts';
import { deleteRemaining } from './deletions.ts';
import type { Failure } from './failure.ts';
import { defaultParallel, runPass } from './pass.ts';
import { readResource } from './read.ts';
import { Registrar } from './registrar.ts';
import type { Report } from './report.ts';
import { type ProgramEnd, runProgram } from './run.ts';
import type { Session } from './session.ts';
import { finishUnwanted, warnOfUnfinished } from './unfinished.ts';

export function runProgramPass(session: Session, preview: boolean): Promise<DeployResult> {
  const { options, project, config } = session;
  const { stack, policyPacks } = options;
  const parallel = options.parallel ?? defaultParallel;
  const registrar = Promise.withResolvers<Registrar>();
  registrar.promise.catch(() => undefined);
  return runPass(session, {
    preview,
    addServices(server, pass) {
      pass.then((ready) => registrar.resolve(new Registrar(ready)), registrar.reject);
      const program = Promise.all([pass, registrar.promise]).then(
        ([ready, registering]) => new Program(engineFor(ready, registering), config),
      );
      program.catch(() => undefined);
      addMonitorService(server, program, { project: project.name, stack, config, preview, parallel });
    },
    begin(engine, failure, report) {
      report.phase(preview ? 'preview' : 'update');
      const shared = { project, stack, config, engine, dryRun: preview };
      const onLine = (line: string) => {
        if (!failure.signal.aborted) report.log('info', line);
      };
      const output = { onStdout: onLine, onStderr: onLine };
      const program = runProgram({ ...shared, ...output, monitor: engine, parallel });
      failure.signal.addEventListener('abort', () => void program.stop());
      return {
        judge: startPacks(policyPacks, { ...shared, ...output }, report).catch((error: unknown) => {
          if (error instanceof PolicyConfigError) report.misconfigured = true;
          throw error;
        }),
        isReported: program.isMisconfigured,
        stop: program.stop,
        work: async (pass) => follow(pass, await registrar.promise, program.done, config.mistakes),
      };
    },
  });
}

async function follow(
  pass: Pass,
  registrar: Registrar,
  program: Promise<ProgramEnd>,
  mistakes: readonly ConfigMistake[],
): Promise<PropertyMap> {
  const { failure, report } = pass;
  warnOfUnfinished(pass);
  const end = await program;
  await registrar.settled();
  const wrong = allWrong(end, mistakes);
  if (wrong.length > 0) tellWrong(wrong, failure, report);
  else if (end.kind !== 'succeeded') tellEnd(end, failure, report);
  else if (!failure.signal.aborted) {
    await deleteRemaining(pass, await finishUnwanted(pass), registrar.deleted);
    if (!failure.failed) await registrar.judgeStack();
  }
  return registrar.outputs.finish(failure.failed || failure.signal.aborted);
}

/** What the program says of a key is said in its own words; beside it stands what the project declares of the others. */
function allWrong(end: ProgramEnd, mistakes: readonly ConfigMistake[]): DeployError[] {
  const told = end.kind === 'misconfigured' ? end.errors : [];
  const untold = mistakes.filter(({ key }) => !told.some(({ property }) => property === key));
  return [...told, ...untold.map(({ key, message }) => ({ message, property: key }))];
}

function tellWrong(wrong: DeployError[], failure: Failure, report: Report): void {
  if (failure.interrupted) return;
  report.misconfigured = true;
  for (const error of wrong) failure.note(error);
}

/** A program that ends by itself has said why through the engine's log. */
function tellEnd(end: Exclude<ProgramEnd, { kind: 'succeeded' }>, failure: Failure, report: Report): void {
  if (failure.signal.aborted) return;
  if (end.kind === 'failed') failure.note({ message: end.message });
  else if (report.errors.length === 0) failure.note({ message: 'The program failed without saying why.' });
  else failure.fail();
}

function engineFor(pass: Pass, registrar: Registrar): Engine {
  return {
    goals: registrar.goals,
    register: (goal) => registrar.register(goal),
    registerOutputs: (urn, outputs) => registrar.registerOutputs(urn, outputs),
    read: (request: ReadRequest & { provider: string }) =>
      registrar.track(readResource(pass, registrar, request)),
    invoke: async (provider, token, args) => (await pass.providers.get(provider)).invoke(token, args),
    stop: (error) => pass.failure.stop(error),
  };
}
