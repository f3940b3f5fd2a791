import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { until } from '../../local/until.ts';

const key = 'written';

/** Numbered writes every few milliseconds, none waiting for the one before, until `lost` is asked. */
export class Writes {
  readonly #redis: Redis;
  readonly #acknowledged: number[] = [];
  readonly #pending: Promise<unknown>[] = [];
  #running = true;
  readonly #done: Promise<void>;

  constructor(redis: Redis) {
    this.#redis = redis;
    this.#done = this.#write();
  }

  /** Waits until `count` more are acknowledged. */
  async progress(count: number): Promise<void> {
    const goal = this.#acknowledged.length + count;
    await until(() => this.#acknowledged.length >= goal, 'writes go on');
  }

  stop(): void {
    this.#running = false;
  }

  /** Stops and answers how many acknowledged writes are not there. */
  async lost(): Promise<number> {
    this.stop();
    await this.#done;
    await Promise.all(this.#pending);
    const there = new Set((await this.#redis.lrange(key, 0, -1)).map(Number));
    return this.#acknowledged.filter((id) => !there.has(id)).length;
  }

  async #write(): Promise<void> {
    for (let id = 0; this.#running; id += 1) {
      const written = this.#redis.rpush(key, id).then(
        () => this.#acknowledged.push(id),
        () => undefined,
      );
      this.#pending.push(written);
      await sleep(4);
    }
  }
}
