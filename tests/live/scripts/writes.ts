import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { until } from '../../local/until.ts';
import type { Pods } from './pods.ts';

const everyMs = 2;

/** Writes a numbered entry every 2 ms without waiting for the last, to whomever the Sentinels name. */
export class Writes {
  readonly #redis: Redis;
  readonly #acknowledged: number[] = [];
  readonly #pending = new Set<Promise<unknown>>();
  #running = true;
  #last = Date.now();
  /** Longest time without an acknowledgement, ms. */
  longestGap = 0;

  constructor(pods: Pods) {
    this.#redis = pods.application();
    pods.endWith(() => {
      this.#running = false;
    });
    void this.#write();
  }

  get count(): number {
    return this.#acknowledged.length;
  }

  /** Waits until `count` more are acknowledged. */
  async progress(count = 200): Promise<void> {
    const goal = this.count + count;
    await until(() => this.count >= goal, 'writes go on');
  }

  /** Stops and answers how many acknowledged writes are not there. */
  async lost(): Promise<number> {
    this.#running = false;
    await Promise.race([Promise.all(this.#pending), sleep(5000)]);
    const there = new Set(await this.#redis.lrange('written', 0, -1));
    this.#redis.disconnect();
    return this.#acknowledged.filter((id) => !there.has(`${id}`)).length;
  }

  async #write(): Promise<void> {
    for (let id = 0; this.#running; id += 1) {
      const pending = this.#redis.rpush('written', id).then(
        () => {
          this.longestGap = Math.max(this.longestGap, Date.now() - this.#last);
          this.#last = Date.now();
          this.#acknowledged.push(id);
        },
        () => undefined,
      );
      this.#pending.add(pending);
      void pending.then(() => this.#pending.delete(pending));
      await sleep(everyMs);
    }
  }
}
