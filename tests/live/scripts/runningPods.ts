import { rm } from 'node:fs/promises';
import type { Pod } from './pod.ts';

/** Pods of one test, and the folder with all that is theirs. */
export abstract class RunningPods {
  readonly root: string;
  readonly #users: (() => void)[] = [];

  constructor(root: string) {
    this.root = root;
  }

  abstract get all(): Pod[];

  /** What their scripts said last. */
  logs(): string {
    const ours = (log: string) => log.split('\n').filter((line) => line.startsWith('redis-ha:'));
    return this.all.map((pod) => [`${pod.name}:`, ...ours(pod.log).slice(-6)].join('\n  ')).join('\n');
  }

  /** What uses the pods ends with them, so that a failed test does not write on for ever. */
  endWith(end: () => void): void {
    this.#users.push(end);
  }

  async remove(): Promise<void> {
    for (const end of this.#users) end();
    await Promise.all(this.all.map((pod) => pod.kill()));
    // A probe that is under way writes its answers there.
    await rm(this.root, { recursive: true, force: true, maxRetries: 10 });
  }
}
