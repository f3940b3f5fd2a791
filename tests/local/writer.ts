import { Redis } from 'ioredis';
import type { LocalInstance } from './instance.ts';
import { until } from './until.ts';

const key = 'written';

/** Writes numbered entries without pause to whomever the Sentinels name, and counts what was acknowledged. */
export class Writer {
  readonly #redis: Redis;
  readonly #acknowledged: number[] = [];
  #running = true;
  #done: Promise<void>;

  private constructor(redis: Redis) {
    this.#redis = redis;
    this.#done = this.#write();
  }

  static async start(instance: LocalInstance): Promise<Writer> {
    const writer = new Writer(await sentinelClient(instance));
    instance.endWith(() => writer.#end());
    await writer.progress(50);
    return writer;
  }

  get count(): number {
    return this.#acknowledged.length;
  }

  /** Waits until `count` more writes are acknowledged. */
  async progress(count: number): Promise<void> {
    const goal = this.count + count;
    await until(() => this.count >= goal, 'writes go on');
  }

  /** Stops and answers how many acknowledged writes are not there. */
  async lost(): Promise<number> {
    this.#running = false;
    await this.#done;
    const there = new Set((await this.#redis.lrange(key, 0, -1)).map(Number));
    this.#end();
    return this.#acknowledged.filter((id) => !there.has(id)).length;
  }

  #end(): void {
    this.#running = false;
    this.#redis.disconnect();
  }

  async #write(): Promise<void> {
    for (let id = 0; this.#running; id += 1) {
      await this.#redis.rpush(key, id).then(
        () => this.#acknowledged.push(id),
        () => undefined,
      );
    }
  }
}

/** A client as an application has it: it asks the Sentinels, and asks again when its server is primary no more. */
export async function sentinelClient(instance: LocalInstance): Promise<Redis> {
  const names = ['sentinel-1', 'sentinel-2', 'sentinel-3'];
  const sentinels = await Promise.all(names.map((name) => instance.target(name)));
  const { password, ca } = await instance.target('server-1');
  const redis = new Redis({
    name: 'test',
    sentinels: sentinels.map(({ port }) => ({ host: '127.0.0.1', port })),
    password,
    sentinelPassword: sentinels[0]?.password,
    ...(ca && { enableTLSForSentinelMode: true, tls: { ca }, sentinelTLS: { ca } }),
    retryStrategy: () => 20,
    sentinelRetryStrategy: () => 50,
    sentinelCommandTimeout: 500,
    connectTimeout: 1000,
    disconnectTimeout: 50,
    socketTimeout: 1000,
    reconnectOnError: (error) => (/^(READONLY|LOADING|MASTERDOWN)/.test(error.message) ? 2 : false),
    maxRetriesPerRequest: null,
  });
  redis.on('error', () => undefined);
  instance.endWith(() => redis.disconnect());
  return redis;
}
