// All packs of a deployment, asked about one resource or about the whole stack.
// Source: the analyzer passes of pulumi/pulumi pkg/resource/deploy/step_generator.go.
import type { PolicyResult } from '../events.ts';
import type { ResourceState } from '../state/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import type { Pack } from './pack.ts';
import { analyzeRequest, type Judged, remediateRequest } from './requests.ts';
import { isMandatory, resultsOf } from './results.ts';

export interface Verdict {
  /** The inputs after every remediation. */
  inputs: PropertyMap;
  /** A mandatory rule is violated. */
  refused: boolean;
}

export interface JudgeListener {
  policy(result: PolicyResult): void;
  log(severity: 'info', message: string, urn: string): void;
}

export class Judge {
  private readonly packs: readonly Pack[];
  private readonly listener: JudgeListener;

  constructor(packs: readonly Pack[], listener: JudgeListener) {
    this.packs = packs;
    this.listener = listener;
  }

  async resource(
    state: ResourceState,
    deleteBeforeReplace: boolean | undefined,
    provider: ResourceState | undefined,
  ): Promise<Verdict> {
    let inputs = state.inputs;
    for (const pack of this.packs) {
      if (!pack.remediates) continue;
      inputs = await this.remediate(pack, { state: { ...state, inputs }, provider, deleteBeforeReplace });
    }
    const refused = await this.existing({ state: { ...state, inputs }, provider, deleteBeforeReplace });
    return { inputs, refused };
  }

  /** Judges a resource as it is, without mending it. Is a mandatory rule violated? */
  async existing(judged: Judged): Promise<boolean> {
    if (this.packs.length === 0) return false;
    const request = analyzeRequest(judged);
    const answers = await Promise.all(this.packs.map((pack) => pack.analyze(request)));
    const results = answers.flatMap((answer, i) => {
      const pack = this.packs[i];
      const { urn } = judged.state;
      return pack === undefined ? [] : resultsOf(pack.name, pack.rules, 'resource', urn, answer);
    });
    return this.tell(results);
  }

  /** Is a mandatory rule violated? */
  async stack(resources: readonly Judged[]): Promise<boolean> {
    const answers = await Promise.all(
      this.packs.map(async (pack) => {
        if ([...pack.rules.values()].every((rule) => rule.about === 'resource')) return [];
        return resultsOf(pack.name, pack.rules, 'stack', undefined, await pack.analyzeStack(resources));
      }),
    );
    return this.tell(answers.flat());
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.packs.map((pack) => pack.stop()));
  }

  private async remediate(pack: Pack, judged: Judged): Promise<PropertyMap> {
    const { state } = judged;
    let { inputs } = state;
    for (const { rule, inputs: mended, problem } of await pack.remediate(remediateRequest(judged))) {
      if (mended === undefined) {
        const message = problem ?? '';
        this.tell([
          { pack: pack.name, rule, urn: state.urn, state: 'violation', level: 'advisory', message },
        ]);
      } else {
        inputs = mended;
        this.listener.log(
          'info',
          `The rule ${rule} of the policy pack ${pack.name} changed the inputs.`,
          state.urn,
        );
      }
    }
    return inputs;
  }

  private tell(results: PolicyResult[]): boolean {
    for (const result of results) this.listener.policy(result);
    return results.some(isMandatory);
  }
}
