import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import { containsSecret, type PropertyMap } from '../wire/index.ts';
import { fromStruct } from '../wire/struct.ts';
import { type Checked, checked, failuresIn } from './checked.ts';
import { ConfiguredProvider } from './configuredProvider.ts';
import { connectionTo } from './connection.ts';
import { type CheckFailure, PartialFailure } from './implementation.ts';
import { type ProviderDiff, readDiff, unknownDiff } from './providerDiff.ts';
import {
  checkRequest,
  createRequest,
  deleteRequest,
  diffRequest,
  invokeRequest,
  type Operation,
  readRequest,
  updateRequest,
} from './requests.ts';
import { allSecret, carrySecrets } from './secretness.ts';
import type { Subject } from './subject.ts';

export type { Checked } from './checked.ts';
export { ProviderError } from './failure.ts';
export type { PropertyDiff, ProviderDiff } from './providerDiff.ts';
export type { Subject } from './subject.ts';

const service = providerGrpc.ResourceProviderService;

/** A client of the provider at `address` (127.0.0.1:PORT), whoever runs it. Connects at the first call. */
export function connectProvider(address: string): ProviderClient {
  return new ProviderClient(connectionTo(address));
}

/**
 * A ResourceProvider, over gRPC or in this process, in property maps, with what Pulumi's engine does around each call for a
 * provider that knows no secrets, resource references or previews, or whose configuration a preview does not
 * know yet (provider_plugin.go). Every method rejects with a ProviderError in the provider's own words;
 * `create`, `read` and `update` with a PartialFailure when the resource exists nevertheless. Methods about
 * resources need `configure` first.
 */
export class ProviderClient extends ConfiguredProvider {
  async check(
    s: Subject,
    olds: PropertyMap,
    news: PropertyMap,
    o: { randomSeed?: Uint8Array } = {},
  ): Promise<Checked> {
    if (!this.configKnown) return { inputs: news, failures: [] };
    const request = checkRequest(s, olds, news, this.understands);
    if (o.randomSeed) request.setRandomseed(o.randomSeed);
    const { inputs, failures } = checked(
      await this.connection.ask(service.check, request, `check ${s.name}`),
    );
    return { inputs: this.#secretAsIn(news, inputs), failures };
  }

  async diff(
    s: Subject,
    id: string,
    oldInputs: PropertyMap,
    oldOutputs: PropertyMap,
    news: PropertyMap,
    o: Operation = {},
  ): Promise<ProviderDiff> {
    if (!this.configKnown) return unknownDiff;
    const old = { id, inputs: oldInputs, outputs: oldOutputs };
    const request = diffRequest(s, old, news, o, this.understands);
    return readDiff(await this.connection.ask(service.diff, request, `compare ${s.name}`));
  }

  /** In a preview `id` is empty where it is not known yet. */
  async create(
    s: Subject,
    inputs: PropertyMap,
    o: Operation = {},
  ): Promise<{ id: string; outputs: PropertyMap }> {
    if (o.preview && !this.configKnown) return { id: '', outputs: {} };
    if (o.preview && !this.understands.previews) return { id: '', outputs: inputs };
    const request = createRequest(s, inputs, o, this.understands);
    return this.#withSecretsOf(inputs, async () => {
      const answer = await this.connection.ask(service.create, request, `create ${s.name}`);
      const id = answer.getId();
      if (id !== '' || o.preview) return { id, outputs: fromStruct(answer.getProperties()) };
      throw new Error(
        `The provider created ${s.name} (${s.type}) but gave no id for it: a bug in the provider.`,
      );
    });
  }

  /** undefined: there is no such resource (any more). */
  async read(
    s: Subject,
    id: string,
    inputs: PropertyMap,
    outputs: PropertyMap,
  ): Promise<{ id: string; inputs: PropertyMap; outputs: PropertyMap } | undefined> {
    if (!this.configKnown) return { id, inputs: {}, outputs: {} };
    const request = readRequest(s, { id, inputs, outputs }, this.understands);
    const answer = await this.connection.ask(service.read, request, `read ${s.name}`);
    if (answer.getId() === '') return undefined;
    const found = answer.getInputs();
    return {
      id: answer.getId(),
      inputs: found ? this.#secretAsIn(inputs, fromStruct(found)) : inputs,
      outputs: this.#secretAsIn(outputs, fromStruct(answer.getProperties())),
    };
  }

  /** The new outputs. */
  async update(
    s: Subject,
    id: string,
    oldInputs: PropertyMap,
    oldOutputs: PropertyMap,
    news: PropertyMap,
    o: Operation = {},
  ): Promise<PropertyMap> {
    if (o.preview && !this.configKnown) return {};
    if (o.preview && !this.understands.previews) return news;
    const old = { id, inputs: oldInputs, outputs: oldOutputs };
    const request = updateRequest(s, old, news, o, this.understands);
    const { outputs } = await this.#withSecretsOf(news, async () => {
      const answer = await this.connection.ask(service.update, request, `update ${s.name}`);
      return { outputs: fromStruct(answer.getProperties()) };
    });
    return outputs;
  }

  async delete(
    s: Subject,
    id: string,
    inputs: PropertyMap,
    outputs: PropertyMap,
    o: Operation = {},
  ): Promise<void> {
    const request = deleteRequest(s, { id, inputs, outputs }, o, this.understands);
    await this.connection.ask(service.delete, request, `delete ${s.name}`);
  }

  async invoke(
    token: string,
    args: PropertyMap,
    o: Operation = {},
  ): Promise<{ result: PropertyMap; failures: CheckFailure[] }> {
    if (!this.configKnown) return { result: {}, failures: [] };
    const request = invokeRequest(token, args, o, this.understands);
    const answer = await this.connection.ask(service.invoke, request, `run ${token}`);
    const result = fromStruct(answer.getReturn());
    const tainted = !this.understands.keepSecrets && containsSecret(args);
    return { result: tainted ? allSecret(result) : result, failures: failuresIn(answer) };
  }

  #secretAsIn(sent: PropertyMap, received: PropertyMap): PropertyMap {
    return this.understands.keepSecrets ? received : carrySecrets(received, sent);
  }

  /** What a failed operation left behind holds secrets as well. */
  async #withSecretsOf<T extends { outputs: PropertyMap }>(
    sent: PropertyMap,
    operate: () => Promise<T>,
  ): Promise<T> {
    try {
      const done = await operate();
      return { ...done, outputs: this.#secretAsIn(sent, done.outputs) };
    } catch (error) {
      if (!(error instanceof PartialFailure)) throw error;
      throw new PartialFailure(error.message, error.id, this.#secretAsIn(sent, error.outputs), error.reasons);
    }
  }
}
