import { stripVTControlCharacters } from 'node:util';
import type { DeployError, EngineEvent, Op, PolicyResult, Severity, Step } from '../events.ts';
import { isDefaultProvider } from '../plan/index.ts';

/** What one pass has done so far, told to whoever listens while it happens. */
export class Report {
  readonly steps: Step[] = [];
  readonly policies: PolicyResult[] = [];
  readonly errors: DeployError[] = [];
  /** The state changed, or would, beyond what the steps say. */
  stateChanged = false;
  /** The program rejected its configuration. */
  misconfigured = false;
  private readonly emit: (event: EngineEvent) => void;

  constructor(emit: (event: EngineEvent) => void = () => {}) {
    this.emit = emit;
  }

  phase(phase: 'preview' | 'update' | 'destroy') {
    this.emit({ kind: 'phase', phase });
  }

  /** A step that takes no time of its own. */
  note(step: Step) {
    if (hidden(step)) return;
    this.steps.push(step);
    this.emit({ kind: 'step', status: 'done', step, ms: 0 });
  }

  /** Runs a step between its two events. A step that fails is none that was done; its error goes on. */
  async step<T>(step: Step, run: () => Promise<T>): Promise<T> {
    if (hidden(step)) return run();
    const start = performance.now();
    this.steps.push(step);
    this.emit({ kind: 'step', status: 'started', step });
    try {
      const result = await run();
      this.emit({ kind: 'step', status: 'done', step, ms: performance.now() - start });
      return result;
    } catch (error) {
      const ms = performance.now() - start;
      this.steps.splice(this.steps.indexOf(step), 1);
      this.emit({ kind: 'step', status: 'failed', step, ms, error: messageOf(error) });
      throw error;
    }
  }

  log(severity: Severity, message: string, urn?: string) {
    this.emit({ kind: 'log', severity, message: plain(message), ...(urn !== undefined && { urn }) });
  }

  progress(urn: string, message: string) {
    this.emit({ kind: 'progress', urn, message });
  }

  policy(result: PolicyResult) {
    this.policies.push(result);
    this.emit({ kind: 'policy', result });
  }

  error(error: DeployError) {
    this.errors.push({ ...error, message: plain(error.message) });
    this.log('error', error.message, error.urn);
  }
}

const counted = ['create', 'update', 'replace', 'delete', 'same'] as const satisfies Op[];

export function countSteps(steps: Step[]): Record<(typeof counted)[number], number> {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  for (const { op } of steps) {
    const key = counted.find((candidate) => candidate === op);
    if (key !== undefined) counts[key] += 1;
  }
  return counts;
}

/** Children colour their text for a terminal that is not theirs. */
export function plain(text: string): string {
  return stripVTControlCharacters(text);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** As in Pulumi's own output: what nobody wrote into the program is not shown. */
function hidden({ op, urn }: Step): boolean {
  return op === 'remove-pending-replace' || isDefaultProvider(urn);
}
