// The providers of one pass: which runs for which provider resource, and the life of those resources themselves.
// Source: pulumi/pulumi pkg/resource/deploy/providers/registry.go.
import { randomUUID } from 'node:crypto';
import {
  type Diff,
  formatReference,
  type ProviderReference,
  packageOf,
  parseReference,
  unknownProviderId,
  urnName,
  urnType,
} from '../plan/index.ts';
import type { Checked, Subject } from '../provider/index.ts';
import type { ResourceState } from '../state/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import type { RunningProvider } from './loader.ts';
import { asking, configOf, diffConfig, Provider } from './provider.ts';

export interface ProvidersOptions {
  preview: boolean;
  load(packageName: string): Promise<RunningProvider>;
  /** The state's providers by URN, for resources whose provider the program no longer mentions. */
  olds: ReadonlyMap<string, ResourceState>;
}

interface Configured {
  running: Promise<RunningProvider>;
  provider: Promise<Provider>;
  inputs: PropertyMap;
}

export class Providers {
  private readonly o: ProvidersOptions;
  /** By reference (URN::ID). */
  private readonly configured = new Map<string, Configured>();
  /** By URN: checked, and not configured yet. */
  private readonly checked = new Map<string, RunningProvider>();
  private readonly running = new Set<Promise<RunningProvider>>();

  constructor(o: ProvidersOptions) {
    this.o = o;
  }

  /** The provider a resource names. Rejects when neither the program nor the state has it. */
  async get(reference: string): Promise<Provider> {
    return (this.configured.get(reference) ?? this.fromState(reference)).provider;
  }

  /** How the configuration of the provider that a resource names now differs from the one it had. */
  async diffBetween(reference: string, old: ResourceState): Promise<Diff> {
    const { running, inputs } = this.configured.get(reference) ?? this.fromState(reference);
    return diffConfig(await running, subjectOf(parseReference(reference).urn), old, inputs);
  }

  async check(urn: string, olds: PropertyMap, news: PropertyMap): Promise<Checked> {
    const running = await this.start(urn);
    const subject = subjectOf(urn);
    const answer = await asking(running, () =>
      running.client.checkConfig(subject, configOf(olds), configOf(news)),
    );
    this.checked.set(urn, running);
    const kept: PropertyMap = {};
    for (const key of ['version', '__internal']) if (news[key] !== undefined) kept[key] = news[key];
    return { ...answer, inputs: { ...kept, ...answer.inputs } };
  }

  async diff(urn: string, old: ResourceState, news: PropertyMap): Promise<Diff> {
    return diffConfig(await this.take(urn), subjectOf(urn), old, news);
  }

  /** The new id and outputs. */
  async create(urn: string, inputs: PropertyMap): Promise<{ id: string; outputs: PropertyMap }> {
    const id = this.o.preview ? unknownProviderId : randomUUID();
    return { id, outputs: await this.configure(urn, id, inputs) };
  }

  /** Makes an unchanged or updated provider ready under the id it has; gives its outputs. */
  async configure(urn: string, id: string, inputs: PropertyMap): Promise<PropertyMap> {
    await this.ready({ urn, id }, this.take(urn), inputs).provider;
    return configOf(inputs);
  }

  /** Asks every provider to stop what it is doing. */
  async cancel(): Promise<void> {
    const running = await Promise.allSettled(this.running);
    await Promise.allSettled(
      running.map((provider) =>
        provider.status === 'fulfilled' ? provider.value.client.cancel() : undefined,
      ),
    );
  }

  async stop(): Promise<void> {
    const running = await Promise.allSettled(this.running);
    await Promise.allSettled(
      running.map((provider) => (provider.status === 'fulfilled' ? provider.value.stop() : undefined)),
    );
  }

  private fromState(text: string): Configured {
    const reference = parseReference(text);
    const old = this.o.olds.get(reference.urn);
    if (old === undefined || old.id !== reference.id) throw new Error(`There is no provider ${text}.`);
    return this.ready(reference, this.start(reference.urn), old.inputs);
  }

  private ready(
    reference: ProviderReference,
    running: Promise<RunningProvider>,
    inputs: PropertyMap,
  ): Configured {
    const subject = { ...subjectOf(reference.urn), id: reference.id };
    const provider = running.then((started) =>
      Provider.configure(started, subject, configOf(inputs), this.o.preview),
    );
    const configured = { running, provider, inputs };
    this.configured.set(formatReference(reference), configured);
    return configured;
  }

  /** The one that was checked, else a new one. */
  private async take(urn: string): Promise<RunningProvider> {
    const checked = this.checked.get(urn);
    return checked ?? this.start(urn);
  }

  private start(urn: string): Promise<RunningProvider> {
    const running = this.o.load(packageOf(urnType(urn)));
    this.running.add(running);
    return running;
  }
}

export function subjectOf(urn: string): Subject {
  return { urn, type: urnType(urn), name: urnName(urn) };
}
