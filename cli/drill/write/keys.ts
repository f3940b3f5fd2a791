import { randomUUID } from 'node:crypto';
import { HaCluster } from '../../../client/create/index.ts';
import { within } from '../../../client/sentinel/wire/within.ts';
import { Failure } from '../../failure.ts';
import { type ClientConnection, openClient } from './client.ts';
import { Places } from './places.ts';

const prefix = 'redis-ha:drill:';
const owner = `${prefix}owner`;
/** Seconds after which the keys of a drill that was killed are gone by themselves. */
const expiry = 3600;
/** More writers than any drill has had. */
const mostWriters = 64;
const closeMs = 5000;

/** The keys of one drill: its own from `claim` to `release`, in database 0, removed afterwards. */
export class DrillKeys {
  /** One list for each writer; in a cluster on all shards in turn. */
  lists: readonly string[];
  readonly #client: ReturnType<typeof openClient>;

  private constructor(client: ReturnType<typeof openClient>, writers: number) {
    this.#client = client;
    this.lists = listsOf(writers);
  }

  /** Rejects with `failed` where keys of another drill are there, or nobody answers. */
  static async claim(at: ClientConnection, writers: number, waitMs = 15_000): Promise<DrillKeys> {
    const client = openClient(at);
    const keys = new DrillKeys(client, writers);
    try {
      await within(waitMs, keys.#claim());
      return keys;
    } catch (error) {
      await client.ha.close({ timeoutMs: 100 });
      if (error instanceof Failure) throw error;
      const why = client.ha.state().lastError ?? (error instanceof Error ? error.message : String(error));
      throw new Failure('failed', `The instance takes no write, so there is nothing to drill: ${why}.`);
    }
  }

  /** The numbers that are stored, by writer. */
  async stored(): Promise<number[][]> {
    return Promise.all(this.lists.map(async (key) => (await this.#client.lrange(key, 0, -1)).map(Number)));
  }

  /** Empties the lists for another run. */
  async clear(): Promise<void> {
    await this.#remove(this.lists);
  }

  /** Once something is written: should this process be killed, the keys do not stay for ever. */
  async expire(): Promise<void> {
    await Promise.all([...this.lists, owner].map((key) => this.#client.expire(key, expiry)));
  }

  /** Removes every key and lets go of the connection. False where nobody answered: then they expire. */
  async release(): Promise<boolean> {
    const removed = await within(closeMs, this.#remove([...this.lists, owner])).then(
      () => true,
      () => false,
    );
    await this.#client.ha.close({ timeoutMs: 500 });
    return removed;
  }

  async #claim(): Promise<void> {
    const mine = await this.#client.set(owner, randomUUID(), 'EX', expiry, 'NX');
    if (this.#client instanceof HaCluster) {
      this.lists = await new Places(this.#client).spread(listsOf(mostWriters), this.lists.length);
    }
    const used = await Promise.all(listsOf(mostWriters).map((key) => this.#client.exists(key)));
    if (mine !== null && !used.includes(1)) return this.clear();
    if (mine !== null) await this.#client.del(owner);
    throw new Failure(
      'failed',
      `Keys that begin with ${prefix} are there: another drill runs, or one was killed. They expire an hour after its ` +
        'beginning; if no drill runs, remove them now with DEL.',
    );
  }

  async #remove(keys: readonly string[]): Promise<void> {
    // One by one: in a cluster they lie on different shards.
    await Promise.all(keys.map((key) => this.#client.del(key)));
  }
}

function listsOf(writers: number): string[] {
  return Array.from({ length: writers }, (_, i) => `${prefix}writer-${i + 1}`);
}
