import { type Endpoint, spell } from '../endpoint.ts';
import type { Link } from '../wire/link.ts';
import { untilPrimary } from '../wire/role.ts';

// More promotions at once than any failover has are noise.
const most = 8;

/** Servers said to become primary, each asked until it says so itself, for a bounded time. */
export class Pursuits {
  readonly #open: (target: Endpoint, attempt: number) => Promise<Link>;
  readonly #limitMs: number;
  readonly #running = new Map<string, AbortController>();

  constructor(open: (target: Endpoint, attempt: number) => Promise<Link>, limitMs: number) {
    this.#open = open;
    this.#limitMs = limitMs;
  }

  /** Calls `proven` when the target says it is primary. A target that is pursued already is not pursued twice. */
  async start(target: Endpoint, proven: () => void): Promise<void> {
    const name = spell(target);
    if (this.#running.has(name) || this.#running.size >= most) return;
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), this.#limitMs);
    timer.unref();
    this.#running.set(name, controller);
    const primary = await untilPrimary((attempt) => this.#open(target, attempt), controller.signal);
    clearTimeout(timer);
    this.#running.delete(name);
    if (primary) proven();
  }

  stop(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}
