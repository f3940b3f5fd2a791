import { Cluster, type ClusterNode, type ClusterOptions } from 'ioredis';
import { Handle } from '../observe/handle.ts';
import { Tracker } from '../observe/tracker.ts';
import { presets, proven, provenInCluster, type Workload } from '../presets/index.ts';
import { waiting } from './internals.ts';
import { waitForReplicas } from './replicas.ts';
import { watch } from './watch.ts';

type NodeOptions = NonNullable<ClusterOptions['redisOptions']> & { replyMapping?: 'legacy' };

/** Replies have the shapes of RESP2, whatever is spoken. */
export type SeveralOptions = ClusterOptions & { redisOptions?: NodeOptions };

type Sent = Parameters<Cluster['sendCommand']>;

/** A cluster client of ioredis that comes back by itself until it is closed; what `duplicate()` gives is an HaCluster too. */
export class HaCluster extends Cluster {
  /** State, events, health and closing. */
  readonly ha: Handle;
  readonly #tracker: Tracker;
  readonly #workload: Workload;
  readonly #seeds: ClusterNode[];
  readonly #options: SeveralOptions;
  // Written by connect(), which the constructor of ioredis calls: not a field of ours yet.
  declare private closing: boolean | undefined;

  constructor(workload: Workload, seeds: ClusterNode[], options: SeveralOptions) {
    super(seeds, options);
    this.#tracker = new Tracker(workload, {
      queueLength: () =>
        this.nodes().reduce((sum, node) => sum + node.commandQueue.length + waiting(node), waiting(this)),
      address: () => undefined,
    });
    this.ha = new Handle(this.#tracker, {
      ping: () => this.ping(),
      quit: () => this.quit(),
      cut: () => this.disconnect(),
    });
    this.#workload = workload;
    this.#seeds = seeds;
    this.#options = options;
    if (presets[workload].enableOfflineQueue) this.on('+node', waitForReplicas);
    watch(
      {
        on: (event: string, listener: (error: Error) => void) => this.on(event, listener),
        status: this.status,
        isClosing: () => this.closing === true,
        connect: () => this.connect(),
      },
      this.#tracker,
    );
  }

  /**
   * One of ours, with the same preset; no nodes are the same nodes.
   * @throws ConfigurationError where `override` breaks the workload
   */
  override duplicate(
    nodes: ClusterNode[] = [],
    override: ClusterOptions = {},
  ): HaCluster & ReturnType<Cluster['duplicate']> {
    const { redisOptions, ...rest } = override;
    const ofNodes = proven(this.#workload, { ...this.#options.redisOptions, ...redisOptions });
    return new HaCluster(this.#workload, nodes.length > 0 ? nodes : this.#seeds, {
      ...provenInCluster(this.#workload, { ...this.#options, ...rest }),
      redisOptions: ofNodes as NodeOptions,
    });
  }

  override sendCommand(command: Sent[0], stream?: Sent[1], node?: Sent[2]): unknown {
    // The constructor of ioredis may send already.
    if (#tracker in this) this.#tracker.given(command);
    return super.sendCommand(command, stream, node);
  }

  override connect(): Promise<void> {
    this.closing = false;
    return super.connect();
  }

  override disconnect(reconnect = false): void {
    if (!reconnect) this.closing = true;
    super.disconnect(reconnect);
  }

  override quit(callback?: Parameters<Cluster['quit']>[0]): Promise<'OK'> {
    this.closing = true;
    return super.quit(callback);
  }
}
