import { type SessionData, Store } from 'express-session';
import { LRUCache } from 'lru-cache';

type Done<T = unknown> = (error: unknown, result?: T) => void;

/** express-session's own MemoryStore grows for ever; this one has a limit, and forgets what has expired. */
export class MemorySessions extends Store {
  readonly #sessions: LRUCache<string, string>;
  readonly #ttlSeconds: number;

  constructor({ ttlSeconds, max }: { ttlSeconds: number; max: number }) {
    super();
    this.#sessions = new LRUCache({ max });
    this.#ttlSeconds = ttlSeconds;
  }

  override get(id: string, done: Done<SessionData | null>): void {
    const text = this.#sessions.get(id);
    later(done, text === undefined ? null : (JSON.parse(text) as SessionData));
  }

  override set(id: string, session: SessionData, done?: Done): void {
    const ttl = this.#ttl(session);
    if (ttl > 0) this.#sessions.set(id, JSON.stringify(session), { ttl });
    else this.#sessions.delete(id);
    later(done);
  }

  /** Prolongs a session that is there. */
  override touch(id: string, session: SessionData, done?: () => void): void {
    const text = this.#sessions.get(id);
    if (text !== undefined) {
      this.set(id, { ...(JSON.parse(text) as SessionData), cookie: session.cookie });
    }
    later(done);
  }

  override destroy(id: string, done?: Done): void {
    this.#sessions.delete(id);
    later(done);
  }

  override all(done: Done<{ [id: string]: SessionData }>): void {
    this.#sessions.purgeStale();
    const all = [...this.#sessions.entries()].map(([id, text]) => [id, JSON.parse(text)] as const);
    later(done, Object.fromEntries(all));
  }

  override length(done: Done<number>): void {
    this.#sessions.purgeStale();
    later(done, this.#sessions.size);
  }

  override clear(done?: Done): void {
    this.#sessions.clear();
    later(done);
  }

  /** Milliseconds. */
  #ttl({ cookie }: SessionData): number {
    const { expires } = cookie;
    return expires ? new Date(expires).getTime() - Date.now() : this.#ttlSeconds * 1000;
  }
}

/** As a store over the network would. */
function later<T>(done: Done<T> | undefined, result?: T): void {
  if (done) setImmediate(done, null, result);
}
