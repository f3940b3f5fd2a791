// Outputs of components, and of the stack itself, which come after the component's own step.
// Source: executeRegisterResourceOutputs in pulumi/pulumi pkg/resource/deploy/step_executor.go.
import { rootStackType, urnType } from '../plan/index.ts';
import type { ResourceState } from '../state/index.ts';
import { equal, type PropertyMap } from '../wire/index.ts';
import type { Pass } from './context.ts';

export class Outputs {
  private readonly pass: Pass;
  private readonly states: Map<string, ResourceState>;
  private stack: { urn: string; outputs: PropertyMap } | undefined;

  constructor(pass: Pass, states: Map<string, ResourceState>) {
    this.pass = pass;
    this.states = states;
  }

  async register(urn: string, outputs: PropertyMap): Promise<void> {
    if (!this.states.has(urn)) throw new Error(`Outputs came for ${urn}, which is not registered.`);
    if (urnType(urn) === rootStackType) this.stack = { urn, outputs };
    else await this.set(urn, outputs);
  }

  /** The stack's outputs count once it is known how the deployment ended: after a failure the old ones stay beside the new. */
  async finish(failed: boolean): Promise<PropertyMap> {
    if (this.stack === undefined) return {};
    const { urn, outputs } = this.stack;
    const old = failed ? this.pass.olds.get(urn)?.outputs : {};
    const complete = { ...old, ...outputs };
    await this.set(urn, complete);
    return complete;
  }

  private async set(urn: string, outputs: PropertyMap): Promise<void> {
    const state = this.states.get(urn);
    if (state === undefined || equal(state.outputs, outputs)) return;
    const old = this.pass.olds.get(urn);
    if (old === undefined || !equal(old.outputs, outputs)) this.pass.report.stateChanged = true;
    const complete = { ...state, outputs };
    this.states.set(urn, complete);
    await this.pass.journal.record({ replace: [state, complete] });
  }
}
