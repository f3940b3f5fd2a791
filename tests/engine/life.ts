// One stack on a simulated cloud, from its first deployment to its end, through the engine.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { providers } from '../../cli/engines/providers.ts';
import type { Connection } from '../../components/connection.ts';
import type { DeployOptions, DeployResult, StackOutputs } from '../../engine/events.ts';
import { destroy, preview, up } from '../../engine/index.ts';
import { makeProject, removeProject, stack } from '../conformance/project.ts';
import { inClear } from '../conformance/values.ts';

type Arguments = Record<string, unknown>;

/** Arguments of an instance that is right; what is given goes over them, beside its backend's own and within. */
export function argumentsOf(
  backend: string,
  own: Arguments,
  usual: Arguments = {},
): (changes?: Arguments, ownChanges?: Arguments) => Arguments {
  return (changes = {}, ownChanges = {}) => ({
    backend,
    ...usual,
    ...changes,
    [backend]: { ...own, ...ownChanges },
  });
}

export class Life {
  readonly #root: string;
  #last: DeployResult | undefined;

  readonly #stackOutputs: StackOutputs | undefined;

  private constructor(root: string, stackOutputs: StackOutputs | undefined) {
    this.#root = root;
    this.#stackOutputs = stackOutputs;
  }

  /** `stackOutputs`: what other stacks export. */
  static async begin(stackOutputs?: StackOutputs): Promise<Life> {
    return new Life(await makeProject({}), stackOutputs);
  }

  end(): Promise<void> {
    return removeProject(this.#root);
  }

  /** What a deployment of these arguments did: `create main-valkey`, and what went wrong. */
  async up(args: Arguments): Promise<string[]> {
    await this.#configure(args);
    const result = await up(this.#options());
    this.#last = result;
    return told(result);
  }

  /** The same, of what it would do. */
  async preview(args: Arguments): Promise<string[]> {
    await this.#configure(args);
    return told(await preview(this.#options()));
  }

  async destroy(): Promise<string[]> {
    return told(await destroy(this.#options()));
  }

  /** What a first deployment does, the same as its preview says; then nothing is left to do. */
  async beginsAsPreviewed(args: Arguments): Promise<string[]> {
    const planned = await this.preview(args);
    const done = await this.up(args);
    expect(done).to.deep.equal(planned);
    expect(await this.preview(args)).to.deep.equal([]);
    return done;
  }

  /** As the last deployment exported it. */
  get connection(): Connection {
    return (inClear(this.#last?.outputs ?? {}) as { connection: Connection }).connection;
  }

  /** Inputs and outputs of one resource after the last deployment, in clear. */
  resource(name: string): { inputs: Arguments; outputs: Arguments } {
    const found = this.#last?.resources.find(({ urn }) => urn.endsWith(`::${name}`));
    return {
      inputs: inClear(found?.inputs ?? {}) as Arguments,
      outputs: inClear(found?.outputs ?? {}) as Arguments,
    };
  }

  async #configure(args: Arguments): Promise<void> {
    const config = Object.fromEntries(Object.entries(args).map(([key, value]) => [`redis-ha:${key}`, value]));
    await writeFile(join(this.#root, `Pulumi.${stack}.yaml`), stringify({ config }));
  }

  #options(): DeployOptions {
    const stateFolder = join(this.#root, '.redis-ha', stack);
    const stackOutputs = this.#stackOutputs;
    return { root: this.#root, stack, stateFolder, policyPacks: [], providers, stackOutputs };
  }
}

function told({ status, steps, errors }: DeployResult): string[] {
  const done = steps
    .filter(({ op, type }) => op !== 'same' && type !== 'pulumi:pulumi:Stack')
    .map(({ op, urn }) => `${op} ${urn.split('::').at(-1)}`);
  const wrong = errors.map(({ message, property = '' }) => `${property} ${message}`.trim());
  return status === 'succeeded' ? done.sort() : [status, ...wrong];
}
