import { randomBytes } from 'node:crypto';
import { type Diff, type RawDiff, settleDiff } from '../plan/index.ts';
import type { Checked, Subject } from '../provider/index.ts';
import type { ResourceState } from '../state/index.ts';
import { containsUnknown, equal, type PropertyMap } from '../wire/index.ts';
import type { RunningProvider } from './loader.ts';
import { messageOf } from './report.ts';

/** A provider that is configured, asked in the engine's own terms. */
export class Provider {
  private readonly running: RunningProvider;
  /** In a preview the configuration may hold values not known yet. */
  private readonly configKnown: boolean;
  private readonly preview: boolean;

  private constructor(running: RunningProvider, configKnown: boolean, preview: boolean) {
    this.running = running;
    this.configKnown = configKnown;
    this.preview = preview;
  }

  static async configure(
    running: RunningProvider,
    subject: Subject & { id: string },
    config: PropertyMap,
    preview: boolean,
  ): Promise<Provider> {
    await asking(running, () => running.client.configure(subject, config));
    return new Provider(running, !containsUnknown(config), preview);
  }

  check(subject: Subject, olds: PropertyMap, news: PropertyMap): Promise<Checked> {
    const randomSeed = randomBytes(32);
    return this.ask((client) => client.check(subject, olds, news, { randomSeed }));
  }

  /** undefined: cannot be told in this preview, because the provider's own configuration is not known yet. */
  async diff(
    subject: Subject,
    old: ResourceState,
    news: PropertyMap,
    ignored: string[],
  ): Promise<Diff | undefined> {
    if (!this.configKnown) return undefined;
    const o = { ignoreChanges: ignored };
    const raw: RawDiff = await this.ask((client) =>
      client.diff(subject, old.id ?? '', old.inputs, old.outputs, news, o),
    );
    return settleDiff(raw, old.inputs, news, ignored);
  }

  create(subject: Subject, inputs: PropertyMap, timeout = 0): Promise<{ id: string; outputs: PropertyMap }> {
    return this.ask((client) => client.create(subject, inputs, { preview: this.preview, timeout }));
  }

  update(
    subject: Subject,
    old: ResourceState,
    news: PropertyMap,
    o: { timeout?: number | undefined; ignoreChanges: string[] },
  ): Promise<PropertyMap> {
    const options = { preview: this.preview, timeout: o.timeout ?? 0, ignoreChanges: o.ignoreChanges };
    return this.ask((client) => client.update(subject, old.id ?? '', old.inputs, old.outputs, news, options));
  }

  /** undefined: there is no such thing. */
  read(subject: Subject, id: string, inputs: PropertyMap) {
    return this.ask((client) => client.read(subject, id, inputs, inputs));
  }

  delete(subject: Subject, old: ResourceState): Promise<void> {
    const timeout = old.customTimeouts?.delete ?? 0;
    return this.ask((client) => client.delete(subject, old.id ?? '', old.inputs, old.outputs, { timeout }));
  }

  invoke(token: string, args: PropertyMap) {
    return this.ask((client) => client.invoke(token, args, { preview: this.preview }));
  }

  private ask<T>(question: (client: RunningProvider['client']) => Promise<T>): Promise<T> {
    return asking(this.running, () => question(this.running.client));
  }
}

/** How a provider's own resource differs: what its provider says, else whether its configuration is another. */
export async function diffConfig(
  running: RunningProvider,
  subject: Subject,
  old: ResourceState,
  news: PropertyMap,
): Promise<Diff> {
  const raw: RawDiff = await asking(running, () =>
    running.client.diffConfig(subject, configOf(old.inputs), old.outputs, configOf(news)),
  );
  if (raw.changes !== 'unknown') return { ...raw, changes: raw.changes };
  return { ...raw, changes: equal(old.outputs, configOf(news)) ? 'none' : 'some' };
}

/** A provider's inputs without what the engine keeps beside them. */
export function configOf({ __internal: _, ...config }: PropertyMap): PropertyMap {
  return config;
}

/** The provider ended by itself: nobody knows how far it had come with what it was asked to do. */
export class ProviderDied extends Error {}

/** A call that fails because its provider is gone says so. */
export async function asking<T>(running: RunningProvider, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const death = await deathOf(running);
    if (death === undefined) throw error;
    throw new ProviderDied(`${death} (${messageOf(error)})`, { cause: error });
  }
}

/** The end of the process may be seen a little later than the end of its connection. */
async function deathOf(running: RunningProvider): Promise<string | undefined> {
  for (let turn = 0; turn < 10 && running.death() === undefined; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return running.death();
}
