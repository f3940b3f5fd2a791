import type { Settled } from '../options.ts';
import type { WatcherEvent, WatcherListener } from './events.ts';
import { type Credentials, Watcher } from './watcher.ts';

/** A client's part in a watcher. */
export interface Hold {
  watcher: Watcher;
  /**
   * The client has no connection; after a while, or at `releaseIdle`, it is taken for gone. ioredis tells its
   * connector neither that it will connect again nor that it will not.
   */
  leave(): void;
  /** The client connects again. */
  stay(): void;
}

interface Holder extends Credentials {
  leaving: NodeJS.Timeout | undefined;
  release(): void;
}

interface Entry {
  watcher: Watcher | undefined;
  /** One per client; the watcher ends with the last. */
  holders: Set<Holder>;
  listeners: Set<WatcherListener>;
}

// For the whole process on purpose: a hundred clients of one instance must not be a hundred times three sockets.
const entries = new Map<string, Entry>();

/** Joins the watcher of this instance, starting it when nobody has. `gone` is called when the part has ended. */
export function hold(options: Settled, credentials: Credentials, gone: () => void): Hold {
  const entry = entryFor(options);
  const holder: Holder = {
    ...credentials,
    leaving: undefined,
    release: () => {
      clearTimeout(holder.leaving);
      entry.holders.delete(holder);
      gone();
      if (entry.holders.size > 0) return;
      entry.watcher?.stop();
      entry.watcher = undefined;
      forget(options, entry);
    },
  };
  entry.holders.add(holder);
  entry.watcher ??= start(options, entry);
  return {
    watcher: entry.watcher,
    leave: () => {
      holder.leaving ??= setTimeout(holder.release, options.timeouts.linger).unref();
    },
    stay: () => {
      clearTimeout(holder.leaving);
      holder.leaving = undefined;
    },
  };
}

/** Takes all clients without a connection for gone. One that connects again all the same joins anew. */
export function releaseIdle(options: Settled): void {
  for (const holder of entries.get(keyOf(options))?.holders ?? []) {
    if (holder.leaving) holder.release();
  }
}

/** Hears what the watcher sees, while there is one; returns what ends it. Does not keep the watcher. */
export function listen(options: Settled, listener: WatcherListener): () => void {
  const entry = entryFor(options);
  entry.listeners.add(listener);
  return () => {
    entry.listeners.delete(listener);
    forget(options, entry);
  };
}

/** The watcher of this instance, if there is one. */
export function watcherOf(options: Settled): Watcher | undefined {
  return entries.get(keyOf(options))?.watcher;
}

function start(options: Settled, entry: Entry): Watcher {
  const watcher = new Watcher(options, () => [...entry.holders]);
  watcher.on('event', (event) => {
    for (const listener of entry.listeners) tell(listener, event);
  });
  return watcher;
}

/** An error of the listener's is its own: it must not keep a client from connecting. */
function tell(listener: WatcherListener, event: WatcherEvent): void {
  try {
    listener(event);
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}

function entryFor(options: Settled): Entry {
  const key = keyOf(options);
  const entry = entries.get(key) ?? { watcher: undefined, holders: new Set(), listeners: new Set() };
  entries.set(key, entry);
  return entry;
}

function forget(options: Settled, entry: Entry): void {
  const unused = entry.holders.size === 0 && entry.listeners.size === 0;
  if (unused && entries.get(keyOf(options)) === entry) entries.delete(keyOf(options));
}

/** Clients with the same key can share: all options are equal, functions and TLS contexts identical. */
function keyOf(options: Settled): string {
  return JSON.stringify(options, (_, value: unknown) => {
    if (typeof value === 'function') return identity(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const plain = Object.getPrototypeOf(value) === Object.prototype;
    return plain ? value : identity(value);
  });
}

const identities = new WeakMap<object, number>();
let nextIdentity = 1;

function identity(value: object): string {
  const known = identities.get(value) ?? nextIdentity++;
  identities.set(value, known);
  return `#${known}`;
}
