import type { Injected } from '../../../providers/backend.ts';
import { Failure } from '../../failure.ts';
import { type Failover, failoversOf } from '../count/phases.ts';
import type { Fault } from '../types.ts';
import { SentinelEvents } from '../watch/events.ts';
import { haClient, type WriterClient } from '../write/client.ts';
import type { DrillKeys } from '../write/keys.ts';
import { Writers } from '../write/writers.ts';
import type { DrillWatch, Scene } from './scene.ts';
import { until } from './until.ts';

/** One run of a drill as it was planned. */
export interface RunPlan {
  fault: Exclude<Fault, 'random'>;
  /** Milliseconds. */
  target_ms: number;
  /** Clients that write. */
  writers: number;
  /** Which of how many, from 1. */
  number: number;
  of: number;
  /** Milliseconds that `external` waits for a failover; for ever without. */
  waitMs?: number | undefined;
}

/** What one run works with: writers that write from the beginning, what the Sentinels say, and the fault once it struck. */
export class Stage {
  readonly scene: Scene;
  readonly plan: RunPlan;
  readonly keys: DrillKeys;
  readonly watch: DrillWatch;
  readonly events: SentinelEvents;
  readonly writers: Writers;
  /** Sentences about what did not come to an end. */
  readonly troubles: string[] = [];
  /** What is waited for. */
  doing = 'writing';
  injected: Injected | undefined;
  readonly #clients: WriterClient[];
  #homes: readonly (string | null)[] = [];

  constructor(scene: Scene, plan: RunPlan, keys: DrillKeys, watch: DrillWatch) {
    this.scene = scene;
    this.plan = plan;
    this.keys = keys;
    this.watch = watch;
    this.events = new SentinelEvents(scene.at);
    this.#clients = Array.from({ length: plan.writers }, () => haClient(scene.at));
    this.writers = new Writers({ clients: this.#clients, keys: keys.lists });
    const { number: run, of: runs, fault } = plan;
    watch.show(() => {
      const { acked, rejected, node } = this.writers;
      return { run, runs, fault, doing: this.doing, acked, rejected, node };
    });
  }

  get isCluster(): boolean {
    return this.scene.at.connection.topology === 'cluster';
  }

  get masterName(): string | undefined {
    return this.scene.at.connection.sentinel?.masterName;
  }

  /** Notes whom each writer writes to, before anything happens. */
  settleIn(): void {
    this.#homes = [...this.writers.nodes];
  }

  /** The first writer whose writes somebody else acknowledges by now: from whom they went to whom. */
  get moved(): { from: string; to: string } | undefined {
    for (const [i, to] of this.writers.nodes.entries()) {
      const from = this.#homes[i] ?? null;
      if (from !== null && to !== null && from !== to) return { from, to };
    }
    return undefined;
  }

  failovers(since: number): Failover[] {
    return failoversOf(this.events.all, this.masterName, since);
  }

  /** Rejects when it is interrupted, but where nothing was broken that only ends the waiting. */
  async until(holds: () => boolean | Promise<boolean>, ms: number, everyMs?: number): Promise<boolean> {
    const { signal } = this.watch;
    try {
      return await until(holds, ms, signal, everyMs);
    } catch (error) {
      if (signal.aborted && this.plan.fault === 'external') return false;
      throw error;
    }
  }

  /** Whatever happened: nothing stays broken, nobody writes on. */
  async close(): Promise<void> {
    this.events.close();
    const stopped = this.writers.stop();
    try {
      await this.#heal();
    } finally {
      await stopped;
      await Promise.all(this.#clients.map((client) => client.close()));
    }
  }

  /** Has nothing to do after a run that came to its end. */
  async #heal(): Promise<void> {
    const { injected } = this;
    try {
      await injected?.heal({ progress: () => undefined, signal: new AbortController().signal });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Failure(
        'failed',
        `${injected?.target} could not be brought back: ${why} Run \`redis-ha up\`.`,
      );
    }
  }
}
