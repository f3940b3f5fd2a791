import type { ClientState } from './state.ts';

export interface HealthOptions {
  /** Milliseconds in which a PING must be answered. Default 500. */
  timeoutMs?: number;
  /** Failed checks in a row that still count as a failover under way, 0 or more. Default 3. */
  tolerate?: number;
}

export interface Health {
  /**
   * up: a PING was answered. failingOver: it was not, but it was lately. degraded: a cache that is away; the
   * application works without. down: none of them.
   */
  status: 'up' | 'failingOver' | 'degraded' | 'down';
  /** What a readiness probe should answer; a liveness probe must not ask Redis at all. */
  ready: boolean;
  /** One sentence. */
  message: string;
  /** Milliseconds the PING took; none where it failed. */
  pingMs?: number;
  /** Failed checks in a row. */
  failures: number;
}

interface Asked {
  readonly state: ClientState;
  /** Whether the client was ready at any time. */
  readonly wasReady: boolean;
}

/** The checks of one client; they count failures, so one checker serves all callers. */
export class Checker {
  readonly #asked: Asked;
  readonly #server: { ping(): Promise<unknown> };
  #failures = 0;
  #pending: Promise<unknown> | undefined;

  constructor(asked: Asked, server: { ping(): Promise<unknown> }) {
    this.#asked = asked;
    this.#server = server;
  }

  async check({ timeoutMs = 500, tolerate = 3 }: HealthOptions = {}): Promise<Health> {
    const start = performance.now();
    if (await this.#answers(timeoutMs)) {
      this.#failures = 0;
      const pingMs = Math.round(performance.now() - start);
      return { status: 'up', ready: true, message: `PING answered in ${pingMs} ms.`, pingMs, failures: 0 };
    }
    this.#failures += 1;
    return { ...this.#verdict(tolerate), failures: this.#failures };
  }

  #verdict(tolerate: number): Pick<Health, 'status' | 'ready' | 'message'> {
    const { phase, workload } = this.#asked.state;
    const times = this.#failures === 1 ? 'once' : `${this.#failures} times in a row`;
    const message = `PING was not answered, ${times}; the client is ${phase}.`;
    if (phase === 'closed') return { status: 'down', ready: false, message };
    if (workload === 'cache') return { status: 'degraded', ready: true, message };
    // A client that never was there has nothing to fail over from.
    if (this.#asked.wasReady && this.#failures <= tolerate)
      return { status: 'failingOver', ready: true, message };
    return { status: 'down', ready: false, message };
  }

  /** Sends nothing while there is no connection, and one PING at a time: they would pile up in the queue. */
  async #answers(timeoutMs: number): Promise<boolean> {
    if (this.#asked.state.phase !== 'ready') return false;
    const ping = this.#pending ?? this.#server.ping().finally(() => (this.#pending = undefined));
    this.#pending = ping;
    return within(
      timeoutMs,
      ping.then(
        () => true,
        () => false,
      ),
    );
  }
}

/** What `promise` gives, or false after so many milliseconds. */
export async function within(ms: number, promise: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
