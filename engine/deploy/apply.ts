// Carrying out one step: the provider's call between two entries in the journal.
// Source: Apply of the steps in pulumi/pulumi pkg/resource/deploy/step.go.
import type { Op, Step } from '../events.ts';
import { type Diff, isProviderType, secretOutputs } from '../plan/index.ts';
import { PartialFailure } from '../provider/index.ts';
import type { PendingOperation, ResourceState } from '../state/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import type { Pass } from './context.ts';
import type { Change } from './journal.ts';
import { ProviderDied } from './provider.ts';
import { subjectOf } from './providers.ts';

export function stepOf(op: Op, { urn, type, parent }: ResourceState, diff?: Diff): Step {
  return {
    op,
    urn,
    type,
    ...(parent !== undefined && { parent }),
    ...(diff !== undefined && diff.diffs.length > 0 && { diffs: diff.diffs }),
    ...(diff !== undefined && diff.replaces.length > 0 && { replaces: diff.replaces }),
  };
}

/** Makes a resource. `replaced`: what the journal does to the one it takes the place of. */
export async function applyCreate(pass: Pass, step: Step, wanted: ResourceState, replaced: Change = {}) {
  return pass.report.step(step, () =>
    operate(pass, 'creating', wanted, replaced, async () => {
      const { id, outputs } = await create(pass, wanted);
      const now = new Date().toISOString();
      return { ...wanted, ...(wanted.custom && { id }), outputs, created: now, modified: now };
    }),
  );
}

export async function applyUpdate(
  pass: Pass,
  step: Step,
  wanted: ResourceState,
  old: ResourceState,
  ignoreChanges: string[],
) {
  const started = { ...wanted, ...(old.id !== undefined && { id: old.id }) };
  return pass.report.step(step, () =>
    operate(pass, 'updating', started, { drop: old }, async () => {
      if (!wanted.custom) return started;
      const outputs = await update(pass, wanted, old, ignoreChanges);
      return { ...started, outputs, modified: new Date().toISOString() };
    }),
  );
}

async function create(pass: Pass, { urn, type, custom, inputs, provider, customTimeouts }: ResourceState) {
  if (!custom) return { id: '', outputs: {} };
  if (isProviderType(type)) return pass.providers.create(urn, inputs);
  const client = await pass.providers.get(provider ?? '');
  return client.create(subjectOf(urn), inputs, customTimeouts?.create);
}

async function update(
  pass: Pass,
  { urn, type, inputs, provider, customTimeouts }: ResourceState,
  old: ResourceState,
  ignoreChanges: string[],
): Promise<PropertyMap> {
  if (isProviderType(type)) return pass.providers.configure(urn, old.id ?? '', inputs);
  const client = await pass.providers.get(provider ?? '');
  return client.update(subjectOf(urn), old, inputs, { timeout: customTimeouts?.update, ignoreChanges });
}

/**
 * What went half way is in the state too, with what keeps it from being whole. What was asked of a provider that died stays a
 * pending operation.
 */
async function operate(
  pass: Pass,
  type: PendingOperation['type'],
  started: ResourceState,
  change: Change,
  run: () => Promise<ResourceState>,
): Promise<ResourceState> {
  const finish = ({ ...state }: ResourceState) => {
    state.outputs = secretOutputs(state.outputs, state.inputs, state.additionalSecretOutputs);
    return state;
  };
  if (pass.preview || !started.custom || isProviderType(started.type)) {
    const done = finish(await run());
    await pass.journal.record({ ...change, add: done });
    return done;
  }
  const operation = { type, resource: started };
  return pass.steps.run(async () => {
    pass.failure.throwIfStopped();
    await pass.journal.begin(operation);
    try {
      const done = finish(await run());
      await pass.journal.end(operation, { ...change, add: done });
      return done;
    } catch (error) {
      if (error instanceof ProviderDied) throw error;
      if (!(error instanceof PartialFailure)) {
        await pass.journal.end(operation);
        throw error;
      }
      const { id, outputs, reasons } = error;
      const half = finish({ ...started, id, outputs, initErrors: reasons });
      await pass.journal.end(operation, { ...change, add: half });
      throw error;
    }
  });
}

/** Takes a resource away; `left` says what the journal keeps of it. */
export async function applyDelete(
  pass: Pass,
  op: Op,
  old: ResourceState,
  deletedWith: boolean,
  left: Change,
): Promise<void> {
  const untouched = pass.preview || !old.custom || old.external || old.retainOnDelete || deletedWith;
  await pass.report.step(stepOf(op, old), async () => {
    if (untouched || isProviderType(old.type)) {
      await pass.journal.record(left);
      return;
    }
    const operation: PendingOperation = { type: 'deleting', resource: old };
    await pass.steps.run(async () => {
      pass.failure.throwIfStopped();
      await pass.journal.begin(operation);
      let done: Change = {};
      try {
        const provider = await pass.providers.get(old.provider ?? '');
        await provider.delete(subjectOf(old.urn), old);
        done = left;
      } finally {
        await pass.journal.end(operation, done);
      }
    });
  });
}
