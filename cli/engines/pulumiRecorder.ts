import type { EngineEvent as CliEvent, StepEventMetadata } from '@pulumi/pulumi/automation/index.js';
import type { DeployError, DeployResult, EngineEvent, Op, PolicyResult, Step } from '../../engine/events.ts';
import type { Deployed } from './engine.ts';

/** Every other is `debug`, which its type does not mention and which holds secrets in clear. */
const severities: Partial<Record<string, 'info' | 'warning' | 'error'>> = {
  info: 'info',
  'info#err': 'info',
  warning: 'warning',
  error: 'error',
};

/** Collects the CLI's events into what our own engine gives back, and passes each on as one of ours. */
export class PulumiRecorder {
  private readonly onEvent: (event: EngineEvent) => void;
  private readonly steps: Step[] = [];
  private readonly started = new Map<string, number>();
  private readonly policies: PolicyResult[] = [];
  private readonly errors: DeployError[] = [];
  private changes: Partial<Record<string, number>> = {};

  constructor(onEvent: (event: EngineEvent) => void) {
    this.onEvent = onEvent;
  }

  take(event: CliEvent): void {
    if (event.resourcePreEvent) this.begin(event.resourcePreEvent.metadata);
    if (event.resOutputsEvent) this.end(event.resOutputsEvent.metadata, 'done');
    if (event.resOpFailedEvent) this.end(event.resOpFailedEvent.metadata, 'failed');
    if (event.summaryEvent) this.changes = event.summaryEvent.resourceChanges;
    if (event.policyEvent) this.judge(event.policyEvent);
    if (event.diagnosticEvent) this.say(event.diagnosticEvent);
  }

  /** What came of it. `deployed`: what the state holds now. `mistakes`: what the program found wrong with its configuration. */
  result(
    deployed: Deployed | undefined,
    mistakes: DeployError[],
    failure?: Error,
    interrupted = false,
  ): DeployResult {
    const count = (...ops: string[]) => ops.reduce((sum, op) => sum + (this.changes[op] ?? 0), 0);
    const counts = {
      create: count('create'),
      update: count('update'),
      replace: count('replace'),
      delete: count('delete'),
      same: count('same'),
    };
    const refused = this.policies.some(({ level, state }) => state === 'violation' && level === 'mandatory');
    const trouble = mistakes.length > 0 ? 'misconfigured' : refused ? 'refused' : 'failed';
    const status = interrupted ? 'interrupted' : failure ? trouble : 'succeeded';
    if (failure && this.errors.length === 0) this.errors.push({ message: failure.message });
    const { steps, policies } = this;
    const errors = mistakes.length > 0 ? mistakes : this.errors;
    return {
      status,
      steps,
      counts,
      policies,
      outputs: deployed?.outputs ?? {},
      resources: deployed?.resources ?? [],
      errors,
      changed: steps.some(({ op }) => op !== 'same'),
    };
  }

  private begin(metadata: StepEventMetadata): void {
    const step = toStep(metadata);
    if (!step) return;
    this.steps.push(step);
    this.started.set(step.urn, Date.now());
    this.onEvent({ kind: 'step', status: 'started', step });
  }

  private end(metadata: StepEventMetadata, status: 'done' | 'failed'): void {
    const step = toStep(metadata);
    if (!step) return;
    const ms = Date.now() - (this.started.get(step.urn) ?? Date.now());
    this.onEvent({ kind: 'step', status, step, ms });
  }

  /** The CLI tells only of violations; what passed or was waived it does not say. */
  private judge({ policyName, policyPackName, resourceUrn, message, enforcementLevel }: Policy): void {
    const result: PolicyResult = {
      pack: policyPackName,
      rule: policyName,
      state: 'violation',
      level: enforcementLevel === 'mandatory' ? 'mandatory' : 'advisory',
      message: message.trim(),
      ...(resourceUrn ? { urn: resourceUrn } : {}),
    };
    this.policies.push(result);
    this.onEvent({ kind: 'policy', result });
  }

  private say({ severity, message, urn, ephemeral }: Diagnostic): void {
    const ours = severities[severity];
    if (ephemeral || !ours) return;
    const about = urn ? { urn } : {};
    if (ours === 'error') this.errors.push({ message: message.trim(), ...about });
    else this.onEvent({ kind: 'log', severity: ours, message, ...about });
  }
}

type Policy = NonNullable<CliEvent['policyEvent']>;
type Diagnostic = NonNullable<CliEvent['diagnosticEvent']>;

function toStep({ op, urn, type, diffs, keys, new: news, old }: StepEventMetadata): Step | undefined {
  // The CLI's own display leaves providers out too.
  if (type.startsWith('pulumi:providers:')) return undefined;
  const parent = (news ?? old)?.parent;
  return {
    op: op as Op,
    urn,
    type,
    ...(parent ? { parent } : {}),
    ...(diffs?.length ? { diffs } : {}),
    ...(keys?.length ? { replaces: keys } : {}),
  };
}
