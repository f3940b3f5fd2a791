import { HaCluster, type HaRedis } from '../../../client/create/index.ts';

/** Where keys of a cluster lie, as its client knows. */
export class Places {
  readonly #client: HaRedis | HaCluster;
  readonly #slots = new Map<string, number>();

  constructor(client: HaRedis | HaCluster) {
    this.#client = client;
  }

  /** `host:port` of the primary that has a key's slot; undefined while nobody knows, and outside of a cluster. */
  of(key: string): string | undefined {
    const slot = this.#slots.get(key);
    if (slot === undefined) {
      this.learn(key).catch(() => undefined);
      return undefined;
    }
    return this.#client instanceof HaCluster ? this.#client.slots[slot]?.[0] : undefined;
  }

  /** Asks which slot a key has: that never changes. */
  async learn(key: string): Promise<void> {
    if (!(this.#client instanceof HaCluster)) return;
    this.#slots.set(key, Number(await this.#client.cluster('KEYSLOT', key)));
  }

  /** `count` of the names that lie on all primaries in turn; the first ones where there is no cluster. */
  async spread(names: readonly string[], count: number): Promise<string[]> {
    await Promise.all(names.map((name) => this.learn(name)));
    const byPlace = [...Map.groupBy(names, (name) => this.of(name)).values()];
    const inTurn = Array.from(
      { length: count },
      (_, i) => byPlace[i % byPlace.length]?.[Math.floor(i / byPlace.length)],
    );
    return inTurn.filter((name) => name !== undefined);
  }
}
