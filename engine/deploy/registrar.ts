// From what the program wants of one resource to the step that brings it about.
// Source: generateSteps and its continuations in pulumi/pulumi pkg/resource/deploy/step_generator.go.
import {
  type Claim,
  type Decision,
  type Diff,
  decide,
  type Goal,
  ignoreChanges,
  isProviderType,
  replacementRefusal,
  stateFor,
} from '../plan/index.ts';
import type { ResourceState } from '../state/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import { applyCreate, applyUpdate, stepOf } from './apply.ts';
import type { Pass } from './context.ts';
import { Outputs } from './outputs.ts';
import { subjectOf } from './providers.ts';
import { Replacements } from './replacements.ts';
import { resourceDiff } from './resourceDiff.ts';
import { keepSame } from './same.ts';

/** Registers the resources of one pass. Every rejection is a DeploymentStopped; its reason is reported before. */
export class Registrar {
  readonly outputs: Outputs;
  /** URN -> what the program wants, for those who inherit from it. */
  readonly goals = new Map<string, Goal>();
  private readonly pass: Pass;
  private readonly replacements: Replacements;
  /** The state after each resource's step, by URN. */
  private readonly states = new Map<string, ResourceState>();
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(pass: Pass) {
    this.pass = pass;
    this.replacements = new Replacements(pass);
    this.outputs = new Outputs(pass, this.states);
  }

  /** Everything registered so far, as it is after its step. */
  get registered(): ResourceState[] {
    return [...this.states.values()];
  }

  /** URNs deleted to make way for replacements. */
  get deleted(): ReadonlySet<string> {
    return this.replacements.deleted;
  }

  /** Resolves when nothing that was asked for is under way any more. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  /** Lets `settled` wait for something. */
  track<T>(work: Promise<T>): Promise<T> {
    const done = work.finally(() => this.underWay.delete(done));
    this.underWay.add(done);
    return done;
  }

  register(goal: Goal): Promise<ResourceState> {
    return this.track(this.registerNow(goal));
  }

  registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    return this.track(this.registerOutputsNow(urn, outputs));
  }

  private async registerOutputsNow(urn: string, outputs: PropertyMap): Promise<void> {
    try {
      await this.outputs.register(urn, outputs);
    } catch (error) {
      throw this.pass.failure.stop(error, urn);
    }
  }

  private async registerNow(goal: Goal): Promise<ResourceState> {
    let urn: string | undefined;
    try {
      this.pass.failure.throwIfStopped();
      const claim = this.pass.names.claim(goal);
      urn = claim.urn;
      this.goals.set(urn, goal);
      const state = await this.step(goal, claim);
      this.states.set(urn, state);
      return state;
    } catch (error) {
      throw this.pass.failure.stop(error, urn);
    }
  }

  /** For resources that are only read. */
  settle(urn: string, state: ResourceState): void {
    this.states.set(urn, state);
  }

  private async step(goal: Goal, { urn, old, alias }: Claim): Promise<ResourceState> {
    const unchecked = stateFor(goal, urn, alias, old);
    const recreating = this.replacements.isDeleted(urn);
    const fresh = old === undefined || old.external === true || recreating;
    const inputs = await this.check(goal, unchecked, fresh ? undefined : old);
    const state = { ...unchecked, inputs: await this.judge(goal, { ...unchecked, inputs }) };
    this.pass.failure.throwIfStopped();

    if (old === undefined) return applyCreate(this.pass, stepOf('create', state), state);
    if (recreating) return this.replacements.recreate(state, old);
    if (old.external) return this.replacements.createFirst(state, old);
    const diff = await resourceDiff(this.pass, goal, state, old, this.replacements.replaced);
    if (this.replacements.isDeleted(urn)) return this.replacements.recreate(state, old);
    return this.carryOut(goal, state, old, decide(goal, old, diff));
  }

  private async carryOut(goal: Goal, state: ResourceState, old: ResourceState, decision: Decision) {
    if (decision.kind === 'same') return keepSame(this.pass, state, old);
    if (decision.kind === 'update') {
      return applyUpdate(this.pass, stepOf('update', state, decision.diff), state, old, goal.ignoreChanges);
    }
    return this.replace(goal, state, old, decision.diff, decision.order);
  }

  private async replace(
    goal: Goal,
    state: ResourceState,
    old: ResourceState,
    diff: Diff,
    order: 'create-first' | 'delete-first',
  ): Promise<ResourceState> {
    const refusal = replacementRefusal(state.urn, goal, old);
    if (refusal !== undefined) this.protectedFrom(refusal, state.urn);
    // What was carried over from the old resource (a generated name) must not be carried over to the new one.
    const inputs = await this.check(goal, state, undefined);
    const wanted = { ...state, inputs };
    if (order === 'create-first') return this.replacements.createFirst(wanted, old, diff);
    return this.replacements.deleteFirst(wanted, old, diff);
  }

  /** A preview goes on, to show the change that is refused. */
  private protectedFrom(message: string, urn: string) {
    this.pass.failure.note({ message, urn });
    if (!this.pass.preview) throw this.pass.failure.halt();
  }

  private async check(
    goal: Goal,
    state: ResourceState,
    old: ResourceState | undefined,
  ): Promise<PropertyMap> {
    const { urn, type } = state;
    const news = old === undefined ? goal.properties : this.ignoring(goal, urn, old);
    if (!goal.custom) return news;
    const { inputs, failures } = isProviderType(type)
      ? await this.pass.providers.check(urn, old?.inputs ?? {}, news)
      : await (await this.pass.providers.get(goal.provider ?? '')).check(
          subjectOf(urn),
          old?.inputs ?? {},
          news,
        );
    if (failures.length === 0) return inputs;
    for (const { property, reason } of failures) {
      const where = property === '' ? '' : `, property ${property}`;
      const message = `${goal.name} (${type})${where}: ${reason}`;
      this.pass.failure.note({ message, urn, ...(property !== '' && { property }) });
    }
    throw this.pass.failure.halt();
  }

  private ignoring(goal: Goal, urn: string, old: ResourceState): PropertyMap {
    const { inputs, failed } = ignoreChanges(goal.ignoreChanges, old.inputs, goal.properties);
    if (failed.length > 0) {
      const message = `ignoreChanges has no effect on elements that were added or removed: ${failed.join(', ')}`;
      this.pass.report.log('info', message, urn);
    }
    return inputs;
  }

  /** The inputs after the policies' remediations. In an update a mandatory violation ends the deployment here. */
  private async judge(goal: Goal, state: ResourceState): Promise<PropertyMap> {
    const judge = await this.pass.judge;
    const { inputs, refused } = await judge.resource(state, goal.deleteBeforeReplace, this.providerOf(state));
    if (refused) this.pass.failure.refuse({ goOn: this.pass.preview });
    return inputs;
  }

  private providerOf({ provider }: ResourceState): ResourceState | undefined {
    return provider === undefined
      ? undefined
      : this.states.get(provider.slice(0, provider.lastIndexOf('::')));
  }

  async judgeStack(): Promise<void> {
    const judge = await this.pass.judge;
    const judged = this.registered
      .filter((state) => !state.external)
      .map((state) => ({
        state,
        provider: this.providerOf(state),
        deleteBeforeReplace: this.goals.get(state.urn)?.deleteBeforeReplace,
      }));
    if (await judge.stack(judged)) this.pass.failure.refuse({ goOn: true });
  }
}
