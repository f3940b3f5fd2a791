// A running program seen from the engine: its resources inherit from their parents, find their providers and reach the registrar.
import { randomUUID } from 'node:crypto';
import { type Goal, isProviderType, packageOf } from '../plan/index.ts';
import type { StackConfig } from '../project/index.ts';
import type { CheckFailure } from '../provider/index.ts';
import type { ResourceState } from '../state/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import { DefaultProviders, origin, type PackageRequest } from './defaultProviders.ts';
import { chosenProvider, inherit } from './inheritance.ts';
import type { Registration } from './registration.ts';

/** What the program needs of the engine behind it. Rejections mean that the deployment has stopped. */
export interface Engine {
  readonly goals: ReadonlyMap<string, Goal>;
  register(goal: Goal): Promise<ResourceState>;
  registerOutputs(urn: string, outputs: PropertyMap): Promise<void>;
  read(request: ReadRequest & { provider: string }): Promise<ResourceState>;
  /** Rejects with the provider's error, which the program may handle. */
  invoke(provider: string, token: string, args: PropertyMap): Promise<Invoked>;
  /** Ends the deployment. */
  stop(error: Error): Error;
}

export interface Invoked {
  result: PropertyMap;
  failures: CheckFailure[];
}

interface FromPackage {
  provider: string | undefined;
  version: string;
  pluginDownloadUrl: string;
  packageRef: string;
}

export interface ReadRequest extends FromPackage {
  id: string;
  type: string;
  name: string;
  parent: string | undefined;
  properties: PropertyMap;
  dependencies: string[];
  additionalSecretOutputs: string[];
}

export interface InvokeRequest extends FromPackage {
  token: string;
  args: PropertyMap;
  parent: string | undefined;
}

export class Program {
  private readonly engine: Engine;
  private readonly defaults: DefaultProviders;
  /** The `providers` of each component, those of its parents included. */
  private readonly providers = new Map<string, Record<string, string>>();
  private readonly packages = new Map<string, PackageRequest>();

  constructor(engine: Engine, config: StackConfig) {
    this.engine = engine;
    this.defaults = new DefaultProviders(config, (goal) => engine.register(goal));
  }

  refuse(error: Error): Error {
    return this.engine.stop(error);
  }

  registerPackage(request: PackageRequest): string {
    const ref = randomUUID();
    this.packages.set(ref, request);
    return ref;
  }

  async register(given: Registration): Promise<{ urn: string; id: string; outputs: PropertyMap }> {
    const parentGoal = given.parent === undefined ? undefined : this.engine.goals.get(given.parent);
    const registration = inherit(given, parentGoal);
    const state = await this.engine.register(await this.goal(registration));
    if (!registration.custom) {
      this.providers.set(state.urn, { ...this.providersOf(registration.parent), ...registration.providers });
    }
    return { urn: state.urn, id: state.id ?? '', outputs: registration.custom ? state.outputs : {} };
  }

  registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    return this.engine.registerOutputs(urn, outputs);
  }

  async read(request: ReadRequest): Promise<ResourceState> {
    const chosen = request.provider ?? this.providersOf(request.parent)[packageOf(request.type)];
    const provider = chosen ?? (await this.defaultProvider(packageOf(request.type), request));
    return this.engine.read({ ...request, provider });
  }

  async invoke(request: InvokeRequest): Promise<Invoked> {
    const chosen = request.provider ?? this.providersOf(request.parent)[packageOf(request.token)];
    const provider = chosen ?? (await this.defaultProvider(packageOf(request.token), request));
    return this.engine.invoke(provider, request.token, request.args);
  }

  private async goal(registration: Registration): Promise<Goal> {
    const { version, pluginDownloadUrl, packageRef, providers: _, ...goal } = registration;
    if (!registration.custom) return { ...goal, provider: undefined };
    if (!isProviderType(registration.type)) return { ...goal, provider: await this.providerOf(registration) };
    const wanted = this.packages.get(packageRef) ?? { version, pluginDownloadUrl };
    const properties = {
      ...goal.properties,
      ...(wanted.version !== '' && { version: wanted.version }),
      ...(wanted.pluginDownloadUrl !== '' && { __internal: origin(wanted.pluginDownloadUrl) }),
    };
    return { ...goal, provider: undefined, properties };
  }

  private async providerOf(registration: Registration): Promise<string> {
    const chosen = chosenProvider(registration, this.providersOf(registration.parent));
    return chosen ?? this.defaultProvider(packageOf(registration.type), registration);
  }

  private async defaultProvider(packageName: string, o: Omit<FromPackage, 'provider'>): Promise<string> {
    const named = this.packages.get(o.packageRef);
    const { version, pluginDownloadUrl } = o;
    const request = named ?? { packageName, version, pluginDownloadUrl };
    try {
      return await this.defaults.reference(request);
    } catch (error) {
      throw error instanceof Error ? this.engine.stop(error) : error;
    }
  }

  private providersOf(urn: string | undefined): Record<string, string> {
    return (urn === undefined ? undefined : this.providers.get(urn)) ?? {};
  }
}
