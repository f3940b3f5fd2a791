// One pass over the stack: a preview, an update or a destruction, from the start of its children to their end.
import type grpc from '@grpc/grpc-js';
import type { DeployResult, Severity } from '../events.ts';
import { addEngineService, startServer } from '../monitor/index.ts';
import { Names } from '../plan/index.ts';
import type { Judge } from '../policy/index.ts';
import type { ResourceState } from '../state/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import { oldsByUrn, type Pass } from './context.ts';
import { Failure } from './failure.ts';
import { Journal } from './journal.ts';
import { loadProvider } from './loader.ts';
import { Providers } from './providers.ts';
import { countSteps, Report } from './report.ts';
import { Semaphore } from './semaphore.ts';
import type { Session } from './session.ts';

export const defaultParallel = 16;

/** What a pass consists of beside what all passes share. */
export interface PassKind {
  preview: boolean;
  /** Services beside Engine's, on the same port. `pass` is there once the state is read. */
  addServices?(server: grpc.Server, pass: Promise<Pass>): void;
  /** Called as soon as there is an address, so that children start while the state is read. */
  begin(engine: string, failure: Failure, report: Report): Begun;
}

export interface Begun {
  judge: Promise<Judge>;
  /** Is this error of the log reported better elsewhere? */
  isReported?(): boolean;
  /** Gives the stack's outputs. */
  work(pass: Pass): Promise<PropertyMap>;
  /** Ends the children that this pass began. */
  stop?(): Promise<void>;
}

/** Everything that is started here has ended when this resolves. It does not reject: what went wrong is in the result. */
export async function runPass(session: Session, kind: PassKind): Promise<DeployResult> {
  const report = new Report(session.options.onEvent);
  const failure = new Failure(report);
  const undo: (() => Promise<void> | undefined)[] = [];
  const ready = Promise.withResolvers<Pass>();
  ready.promise.catch(() => undefined);
  let begun: Begun | undefined;
  let outputs: PropertyMap = {};
  let journal: Journal | undefined;
  try {
    const server = await startServer((services) => {
      const log = (severity: Severity, message: string, urn?: string) =>
        logLine(report, failure, begun, { severity, message, urn });
      addEngineService(services, { log, progress: (urn, message) => report.progress(urn, message) });
      kind.addServices?.(services, ready.promise);
    });
    undo.push(() => server.stop());
    const children = kind.begin(server.address, failure, report);
    begun = children;
    undo.push(() => children.judge.then((judge) => judge.stop()));
    undo.push(() => children.stop?.());
    children.judge.catch((error: unknown) => failure.stop(error));
    const pass = await preparePass(
      session,
      { report, failure, judge: children.judge },
      kind.preview,
      server.address,
    );
    journal = pass.journal;
    undo.push(() => pass.providers.stop());
    undo.push(onAbort(session.options.signal, pass));
    ready.resolve(pass);
    outputs = await children.work(pass);
  } catch (error) {
    ready.reject(failure.stop(error));
  }
  for (const stop of undo.toReversed()) await Promise.allSettled([stop()]);
  return resultOf(report, failure, outputs, journal?.snapshot().resources ?? []);
}

async function preparePass(
  { base, state, project, options }: Session,
  shared: Pick<Pass, 'report' | 'failure' | 'judge'>,
  preview: boolean,
  engine: string,
): Promise<Pass> {
  const snapshot = await base;
  const olds = oldsByUrn(snapshot.resources);
  const { stack, providers: factories, stackOutputs } = options;
  const { report } = shared;
  return {
    ...shared,
    preview,
    olds,
    names: new Names(stack, project.name, olds),
    journal: new Journal(snapshot, preview ? undefined : (changed) => state.save(changed)),
    providers: new Providers({
      preview,
      olds,
      load: (packageName) =>
        loadProvider({ project, factories, stackOutputs, preview, report }, packageName, engine),
    }),
    steps: new Semaphore(options.parallel ?? defaultParallel),
  };
}

/** An interruption lets nothing new begin and asks what runs to stop. Gives what ends the listening. */
function onAbort(signal: AbortSignal | undefined, { failure, providers }: Pass): () => undefined {
  const interrupt = () => {
    failure.interrupt();
    void providers.cancel();
  };
  if (signal?.aborted) interrupt();
  signal?.addEventListener('abort', interrupt);
  return () => {
    signal?.removeEventListener('abort', interrupt);
    return undefined;
  };
}

interface LogLine {
  severity: Severity;
  message: string;
  urn: string | undefined;
}

/**
 * The SDK's debug lines hold property values, secrets among them: nobody gets to see them. What a program says after the
 * deployment has stopped is only the echo of why it has.
 */
function logLine(
  report: Report,
  failure: Failure,
  begun: Begun | undefined,
  { severity, message, urn }: LogLine,
) {
  if (severity === 'debug') return;
  if (severity !== 'error') report.log(severity, message, urn);
  else if (!failure.signal.aborted && !begun?.isReported?.()) {
    report.error({ message, ...(urn !== undefined && { urn }) });
  }
}

function resultOf(
  report: Report,
  failure: Failure,
  outputs: PropertyMap,
  resources: ResourceState[],
): DeployResult {
  const { steps, policies, errors } = report;
  const changed = report.stateChanged || steps.some(({ op }) => op !== 'same' && op !== 'read');
  return {
    status: statusOf(report, failure),
    steps,
    counts: countSteps(steps),
    policies,
    outputs,
    resources,
    errors,
    changed,
  };
}

function statusOf(report: Report, failure: Failure): DeployResult['status'] {
  if (failure.interrupted) return 'interrupted';
  if (report.misconfigured) return 'misconfigured';
  if (failure.refused) return 'refused';
  return failure.failed ? 'failed' : 'succeeded';
}
