import type { Connection } from '../../client/connection.ts';
import { createRedis, HaCluster } from '../../client/index.ts';
import type { LocalInstance } from './instance.ts';
import { until } from './until.ts';

const keys = Array.from({ length: 24 }, (_, i) => `written:${i}`);

/** How an application reaches a cluster. */
export async function clusterConnection(instance: LocalInstance) {
  const seeds = ['server-1-1', 'server-2-1', 'server-3-1'];
  const targets = await Promise.all(seeds.map((name) => instance.target(name)));
  const { password, ca } = targets[0] ?? {};
  return {
    topology: 'cluster' as const,
    endpoints: targets.map(({ port }) => ({ host: '127.0.0.1', port })),
    tls: { enabled: ca !== undefined, ...(ca !== undefined && { ca }) },
    ...(password !== undefined && { password }),
  };
}

/** Writes numbered entries without pause to keys on every shard, each as soon as the one before was answered. */
export class ClusterWriter {
  readonly #redis: HaCluster;
  readonly #acknowledged = new Map<string, number[]>(keys.map((key) => [key, []]));
  #running = true;
  #done: Promise<unknown>;

  private constructor(redis: HaCluster) {
    this.#redis = redis;
    this.#done = Promise.all(keys.map((key) => this.#write(key)));
  }

  static async start(instance: LocalInstance): Promise<ClusterWriter> {
    return ClusterWriter.to(await clusterConnection(instance), instance);
  }

  /** `users` ends it, should a test fail before. */
  static async to(connection: Connection, users: { endWith(end: () => void): void }): Promise<ClusterWriter> {
    const redis = createRedis({ workload: 'queue', connection });
    if (!(redis instanceof HaCluster)) throw new Error('This is no cluster.');
    const writer = new ClusterWriter(redis);
    users.endWith(() => writer.#end());
    await writer.progress(10);
    return writer;
  }

  /** Waits until every key has taken `count` more writes. */
  async progress(count: number): Promise<void> {
    const goals = keys.map((key) => this.#of(key).length + count);
    await until(
      () => keys.every((key, i) => this.#of(key).length >= (goals[i] ?? 0)),
      'writes go on on every shard',
    );
  }

  /** Stops and answers how many acknowledged writes are not there. */
  async lost(): Promise<number> {
    this.#running = false;
    await this.#done;
    const lost = await this.missing(this.#acknowledged);
    this.#end();
    return lost;
  }

  /** Stops where it is, though nobody may answer any more; what was acknowledged by then, by key. */
  abandon(): ReadonlyMap<string, readonly number[]> {
    this.#end();
    return new Map(keys.map((key) => [key, [...this.#of(key)]]));
  }

  /** How many of these are not there. */
  async missing(acknowledged: ReadonlyMap<string, readonly number[]>): Promise<number> {
    const lost = await Promise.all(
      keys.map(async (key) => {
        const there = new Set((await this.#redis.lrange(key, 0, -1)).map(Number));
        return acknowledged.get(key)?.filter((id) => !there.has(id)).length ?? 0;
      }),
    );
    return lost.reduce((sum, one) => sum + one, 0);
  }

  #of(key: string): number[] {
    return this.#acknowledged.get(key) ?? [];
  }

  #end(): void {
    this.#running = false;
    this.#redis.disconnect();
  }

  async #write(key: string): Promise<void> {
    for (let id = 0; this.#running; id += 1) {
      await this.#redis.rpush(key, id).then(
        () => this.#of(key).push(id),
        () => undefined,
      );
    }
  }
}
