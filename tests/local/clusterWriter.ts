import { createRedis, type HaCluster } from '../../client/index.ts';
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
    const connection = await clusterConnection(instance);
    const writer = new ClusterWriter(createRedis({ workload: 'queue', connection }));
    instance.endWith(() => writer.#end());
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
    const lost = await Promise.all(
      keys.map(async (key) => {
        const there = new Set((await this.#redis.lrange(key, 0, -1)).map(Number));
        return this.#of(key).filter((id) => !there.has(id)).length;
      }),
    );
    this.#end();
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
