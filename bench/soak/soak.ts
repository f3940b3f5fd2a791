import { setTimeout as sleep } from 'node:timers/promises';
import { draw, drawn, type Fault, failoversOf, SentinelEvents } from '../../cli/drill/index.ts';
import type { HaCluster, HaRedis } from '../../client/index.ts';
import type { FailoverProfileName } from '../../providers/backend.ts';
import { quietly, type Stack, stackOf } from './stack.ts';
import type { View } from './view.ts';
import { begin, type Soaked } from './workloads/index.ts';
import { eventually } from './workloads/soaked.ts';

type SoakFault = (typeof drawn)[number];

/** One fault and what was seen of it. */
export interface Turn {
  fault: SoakFault;
  /** Name of the member that was struck. */
  target: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Longest time without an acknowledgement by workload, in milliseconds. */
  silentMs: Record<string, number>;
  /** Seconds from one healthy instance to the next. */
  seconds: number;
  /** Workloads with a client that was closed or did not answer afterwards. */
  dead: string[];
}

export interface Wanted {
  faults: number;
  seed: number;
  signal: AbortSignal;
  shown: View;
}

const followMs = 20_000;
const healthyMs = 60_000;
const answerMs = 15_000;
// A Sentinel or a replica is away long enough to be missed.
const lookMs = 800;
// So that a fault does not always meet the same moment of the Sentinels' and the workloads' periods.
const spreadMs = 1500;

/** The faults that take the primary away. */
const moving: ReadonlySet<Fault> = new Set<Fault>(['kill', 'freeze', 'planned']);

/** Stack, workloads and Sentinels' news, from the first fault to the last. */
export class Soak {
  readonly #stack: Stack;
  readonly #workloads: Soaked[];
  readonly #events: SentinelEvents;
  readonly #dead = new Set<HaRedis | HaCluster>();
  #followed = new Set<HaRedis | HaCluster>();

  private constructor(stack: Stack, workloads: Soaked[]) {
    this.#stack = stack;
    this.#workloads = workloads;
    this.#events = new SentinelEvents({ connection: stack.connection });
    for (const client of this.#clients()) {
      client.ha.events.on('failover', () => this.#followed.add(client));
    }
  }

  static async begin(profile: FailoverProfileName): Promise<Soak> {
    const stack = await stackOf(profile);
    try {
      return new Soak(stack, await begin(stack.connection));
    } catch (error) {
      await stack.remove();
      throw error;
    }
  }

  async run({ faults, seed, signal, shown }: Wanted): Promise<Turn[]> {
    const turns: Turn[] = [];
    await this.#healthy();
    for (const [i, fault] of draw(drawn, faults, seed).entries()) {
      if (signal.aborted) break;
      shown.now(`${i + 1}/${faults} ${fault}`);
      const turn = await this.#strike(fault);
      turns.push(turn);
      shown.turn(turn, { number: i + 1, faults, workloads: this.#workloads, dead: this.#dead.size });
    }
    return turns;
  }

  /** Lets everything come to its end; the books are final then. */
  async finish(shown: View) {
    shown.now('waiting for what is under way');
    await Promise.all(this.#workloads.map((workload) => workload.end()));
    const { masterName } = this.#stack.connection.sentinel;
    return {
      failovers: failoversOf(this.#events.all, masterName, 0).map(({ at }) => at),
      workloads: this.#workloads,
      deadClients: this.#dead.size,
      clients: this.#clients().length,
    };
  }

  async remove(): Promise<void> {
    this.#events.close();
    await this.#stack.remove();
  }

  async #strike(fault: SoakFault): Promise<Turn> {
    const begun = performance.now();
    await sleep(Math.random() * spreadMs);
    for (const { pulse } of this.#workloads) pulse.reset();
    this.#followed = new Set();
    const struck = await this.#stack.strike(fault);
    if (moving.has(fault)) await eventually(followMs, () => this.#followed.size === this.#living().length);
    else await sleep(lookMs);
    await struck.heal(quietly);
    await this.#healthy();
    const dead = await this.#dying();
    await Promise.all(this.#workloads.map((workload) => workload.check()));
    const seconds = (performance.now() - begun) / 1000;
    const silentMs = Object.fromEntries(this.#workloads.map(({ name, pulse }) => [name, pulse.longest()]));
    return { fault, target: struck.target, at: struck.at, silentMs, seconds, dead };
  }

  async #healthy(): Promise<void> {
    let trouble: string | undefined;
    const healthy = await eventually(healthyMs, async () => {
      trouble = await this.#stack.trouble();
      return trouble === undefined;
    });
    if (!healthy) throw new Error(`The instance does not become healthy: ${trouble}.`);
  }

  /** Names of the workloads whose clients have died in this turn. */
  async #dying(): Promise<string[]> {
    const asked = this.#workloads.flatMap(({ name, clients }) =>
      clients
        .filter((client) => !this.#dead.has(client))
        .map(async (client) => {
          const alive = await eventually(answerMs, async () => (await client.ha.health()).status === 'up');
          if (!alive) this.#dead.add(client);
          return alive ? [] : [name];
        }),
    );
    return (await Promise.all(asked)).flat();
  }

  #clients(): (HaRedis | HaCluster)[] {
    return this.#workloads.flatMap(({ clients }) => clients);
  }

  #living(): (HaRedis | HaCluster)[] {
    return this.#clients().filter((client) => !this.#dead.has(client));
  }
}
