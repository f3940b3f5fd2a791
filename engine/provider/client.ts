import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { containsSecret, containsUnknown } from '../wire/inspect.ts';
import { fromStruct, toStruct } from '../wire/struct.ts';
import type { PropertyMap } from '../wire/value.ts';
import { Connection } from './connection.ts';
import { type CheckFailure, PartialFailure } from './implementation.ts';
import { type ProviderDiff, readDiff, unknownDiff } from './providerDiff.ts';
import { allSecret, carrySecrets } from './secretness.ts';
import { about, type Subject } from './subject.ts';
import { giveConfiguration, greet, type Understanding } from './understanding.ts';

export { ProviderError } from './failure.ts';
export type { PropertyDiff, ProviderDiff } from './providerDiff.ts';
export type { Subject } from './subject.ts';

const service = providerGrpc.ResourceProviderService;

export interface Checked {
  inputs: PropertyMap;
  failures: CheckFailure[];
}

export interface Operation {
  preview?: boolean;
  /** Seconds; 0, the default, leaves it to the provider. */
  timeout?: number;
  ignoreChanges?: string[];
}

/** A client of the provider at `address` (127.0.0.1:PORT), whoever runs it. Connects at the first call. */
export function connectProvider(address: string): ProviderClient {
  return new ProviderClient(address);
}

/**
 * A ResourceProvider over gRPC, in property maps, with what Pulumi's engine does around each call for a
 * provider that knows no secrets, resource references or previews, or whose configuration a preview does not
 * know yet (provider_plugin.go). Every method rejects with a ProviderError in the provider's own words;
 * `create`, `read` and `update` with a PartialFailure when the resource exists nevertheless. Methods about
 * resources need `configure` first.
 */
export class ProviderClient {
  readonly address: string;
  readonly #connection: Connection;
  #configKnown = false;
  #greeted = false;
  #understands: Understanding = { keepSecrets: false, keepResources: false, previews: false };

  constructor(address: string) {
    this.address = address;
    this.#connection = new Connection(address);
  }

  /** Tells the provider where the engine is. One that cannot be told is fine. */
  async attach(engine: string, o: { root?: string; program?: string } = {}): Promise<void> {
    const understanding = await greet(this.#connection, engine, o);
    this.#greeted = understanding !== undefined;
    this.#understands = understanding ?? this.#understands;
  }

  async pluginInfo(): Promise<{ version: string }> {
    const info = await this.#connection.ask(service.getPluginInfo, new emptyPb.Empty(), 'name its version');
    return { version: info.getVersion() };
  }

  /** The package's schema, JSON text. */
  async schema(): Promise<string> {
    const request = new providerPb.GetSchemaRequest();
    return (await this.#connection.ask(service.getSchema, request, 'give its schema')).getSchema();
  }

  /** A provider without CheckConfig takes what it is given. */
  async checkConfig(s: Subject, olds: PropertyMap, news: PropertyMap): Promise<Checked> {
    const request = about(new providerPb.CheckRequest(), s).setOlds(toStruct(olds)).setNews(toStruct(news));
    const answer = await this.#connection.askIfThere(
      service.checkConfig,
      request,
      `check the configuration of ${s.name}`,
    );
    return answer ? checked(answer) : { inputs: news, failures: [] };
  }

  /** A provider without DiffConfig gives `unknown`, and is never replaced. */
  async diffConfig(
    s: Subject,
    oldInputs: PropertyMap,
    oldOutputs: PropertyMap,
    news: PropertyMap,
  ): Promise<ProviderDiff> {
    const plain = { keepSecrets: false, keepResources: false };
    const request = about(new providerPb.DiffRequest(), s)
      .setOldInputs(toStruct(oldInputs, plain))
      .setOlds(toStruct(oldOutputs, plain))
      .setNews(toStruct(news, plain));
    const answer = await this.#connection.askIfThere(
      service.diffConfig,
      request,
      `compare the configuration of ${s.name}`,
    );
    return answer ? readDiff(answer) : unknownDiff;
  }

  /** With an unknown in `args` the provider is not called, and a preview goes on without its knowledge. */
  async configure(s: Subject & { id?: string }, args: PropertyMap): Promise<void> {
    this.#configKnown = !containsUnknown(args);
    if (!this.#configKnown) return;
    const understanding = await giveConfiguration(this.#connection, s, args);
    if (!this.#greeted) this.#understands = understanding;
  }

  async check(
    s: Subject,
    olds: PropertyMap,
    news: PropertyMap,
    o: { randomSeed?: Uint8Array } = {},
  ): Promise<Checked> {
    if (!this.#configKnown) return { inputs: news, failures: [] };
    const request = about(new providerPb.CheckRequest(), s)
      .setOlds(this.#struct(olds))
      .setNews(this.#struct(news));
    if (o.randomSeed) request.setRandomseed(o.randomSeed);
    const { inputs, failures } = checked(
      await this.#connection.ask(service.check, request, `check ${s.name}`),
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
    if (!this.#configKnown) return unknownDiff;
    const request = about(new providerPb.DiffRequest(), s)
      .setId(id)
      .setOldInputs(this.#struct(oldInputs))
      .setOlds(this.#struct(oldOutputs))
      .setNews(this.#struct(news))
      .setIgnorechangesList(o.ignoreChanges ?? []);
    return readDiff(await this.#connection.ask(service.diff, request, `compare ${s.name}`));
  }

  /** In a preview `id` is empty where it is not known yet. */
  async create(
    s: Subject,
    inputs: PropertyMap,
    o: Operation = {},
  ): Promise<{ id: string; outputs: PropertyMap }> {
    if (o.preview && !this.#configKnown) return { id: '', outputs: {} };
    if (o.preview && !this.#understands.previews) return { id: '', outputs: inputs };
    const request = about(new providerPb.CreateRequest(), s)
      .setProperties(this.#struct(inputs))
      .setPreview(o.preview ?? false)
      .setTimeout(o.timeout ?? 0);
    return this.#withSecretsOf(inputs, async () => {
      const answer = await this.#connection.ask(service.create, request, `create ${s.name}`);
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
    if (!this.#configKnown) return { id, inputs: {}, outputs: {} };
    const request = about(new providerPb.ReadRequest(), s)
      .setId(id)
      .setInputs(this.#struct(inputs))
      .setProperties(this.#struct(outputs));
    const answer = await this.#connection.ask(service.read, request, `read ${s.name}`);
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
    if (o.preview && !this.#configKnown) return {};
    if (o.preview && !this.#understands.previews) return news;
    const request = about(new providerPb.UpdateRequest(), s)
      .setId(id)
      .setOldInputs(this.#struct(oldInputs))
      .setOlds(this.#struct(oldOutputs))
      .setNews(this.#struct(news))
      .setPreview(o.preview ?? false)
      .setTimeout(o.timeout ?? 0)
      .setIgnorechangesList(o.ignoreChanges ?? []);
    const { outputs } = await this.#withSecretsOf(news, async () => {
      const answer = await this.#connection.ask(service.update, request, `update ${s.name}`);
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
    const request = about(new providerPb.DeleteRequest(), s)
      .setId(id)
      .setOldInputs(this.#struct(inputs))
      .setProperties(this.#struct(outputs))
      .setTimeout(o.timeout ?? 0);
    await this.#connection.ask(service.delete, request, `delete ${s.name}`);
  }

  async invoke(
    token: string,
    args: PropertyMap,
    o: Operation = {},
  ): Promise<{ result: PropertyMap; failures: CheckFailure[] }> {
    if (!this.#configKnown) return { result: {}, failures: [] };
    const request = new providerPb.InvokeRequest()
      .setTok(token)
      .setArgs(this.#struct(args))
      .setPreview(o.preview ?? false);
    const answer = await this.#connection.ask(service.invoke, request, `run ${token}`);
    const result = fromStruct(answer.getReturn());
    const tainted = !this.#understands.keepSecrets && containsSecret(args);
    return { result: tainted ? allSecret(result) : result, failures: failuresIn(answer) };
  }

  /** Asks the provider to stop what it is doing. */
  async cancel(): Promise<void> {
    await this.#connection.askIfThere(service.cancel, new emptyPb.Empty(), 'stop');
  }

  close(): void {
    this.#connection.close();
  }

  #struct(map: PropertyMap) {
    return toStruct(map, this.#understands);
  }

  #secretAsIn(sent: PropertyMap, received: PropertyMap): PropertyMap {
    return this.#understands.keepSecrets ? received : carrySecrets(received, sent);
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

interface Failing {
  getFailuresList(): { getProperty(): string; getReason(): string }[];
}

function failuresIn(answer: Failing): CheckFailure[] {
  return answer.getFailuresList().map((f) => ({ property: f.getProperty(), reason: f.getReason() }));
}

function checked(answer: InstanceType<typeof providerPb.CheckResponse>): Checked {
  return { inputs: fromStruct(answer.getInputs()), failures: failuresIn(answer) };
}
