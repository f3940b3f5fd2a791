import { setTimeout as sleep } from 'node:timers/promises';

/** How long a primary waits for the updates of its replicas to arrive: Pulumi sends them within a moment, or one by one. */
const graceMs = 500;

/** One deployment's work on the running processes of one group: one piece at a time, in order of arrival. */
export class Rollout {
  /** Servers restarted so far: the better heirs of a primary that must be restarted too. */
  readonly restarted = new Set<string>();
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Runs `work` when all that came before has ended, well or not. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const before = this.#tail;
    const turn = before.then(() => {
      this.#waiting -= 1;
      return work();
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  /**
   * The same, but the primary lets its replicas go first as long as any of them waits. Pulumi updates resources in
   * any order and, with --parallel 1, starts the next only when this one is done: so it never waits for one that has
   * not arrived.
   */
  async takeAfterReplicas<T>(isPrimary: () => Promise<boolean>, work: () => Promise<T>): Promise<T> {
    const grace = Date.now() + graceMs;
    for (;;) {
      const outcome = await this.take(async () => {
        const yields = (await isPrimary()) && (this.#waiting > 0 || Date.now() < grace);
        return yields ? undefined : { result: await work() };
      });
      if (outcome) return outcome.result;
      await sleep(50);
    }
  }
}
