import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { containsUnknown, type PropertyMap } from '../wire/index.ts';
import { type Checked, checked } from './checked.ts';
import type { Connection } from './connection.ts';
import { type ProviderDiff, readDiff, unknownDiff } from './providerDiff.ts';
import { checkRequest, diffRequest } from './requests.ts';
import type { Subject } from './subject.ts';
import { giveConfiguration, greet, type Understanding } from './understanding.ts';

const service = providerGrpc.ResourceProviderService;

/** A provider as such, whatever its resources are: how it is met, configured and left. */
export class ConfiguredProvider {
  protected readonly connection: Connection;
  protected configKnown = false;
  protected understands: Understanding = { keepSecrets: false, keepResources: false, previews: false };
  #greeted = false;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Tells the provider where the engine is. One that cannot be told is fine. */
  async attach(engine: string, o: { root?: string; program?: string } = {}): Promise<void> {
    const understanding = await greet(this.connection, engine, o);
    this.#greeted = understanding !== undefined;
    this.understands = understanding ?? this.understands;
  }

  async pluginInfo(): Promise<{ version: string }> {
    const info = await this.connection.ask(service.getPluginInfo, new emptyPb.Empty(), 'name its version');
    return { version: info.getVersion() };
  }

  /** The package's schema, JSON text. */
  async schema(): Promise<string> {
    const request = new providerPb.GetSchemaRequest();
    return (await this.connection.ask(service.getSchema, request, 'give its schema')).getSchema();
  }

  /** A provider without CheckConfig takes what it is given. */
  async checkConfig(s: Subject, olds: PropertyMap, news: PropertyMap): Promise<Checked> {
    const request = checkRequest(s, olds, news);
    const answer = await this.connection.askIfThere(
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
    const request = diffRequest(s, { id: '', inputs: oldInputs, outputs: oldOutputs }, news, {}, plain);
    const answer = await this.connection.askIfThere(
      service.diffConfig,
      request,
      `compare the configuration of ${s.name}`,
    );
    return answer ? readDiff(answer) : unknownDiff;
  }

  /** With an unknown in `args` the provider is not called, and a preview goes on without its knowledge. */
  async configure(s: Subject & { id?: string }, args: PropertyMap): Promise<void> {
    this.configKnown = !containsUnknown(args);
    if (!this.configKnown) return;
    const understanding = await giveConfiguration(this.connection, s, args);
    if (!this.#greeted) this.understands = understanding;
  }

  /** Asks the provider to stop what it is doing. */
  async cancel(): Promise<void> {
    await this.connection.askIfThere(service.cancel, new emptyPb.Empty(), 'stop');
  }

  close(): void {
    this.connection.close();
  }
}
