import { Cluster, type ClusterNode, type ClusterOptions } from 'ioredis';
import { Handle } from '../observe/handle.ts';
import { Tracker } from '../observe/tracker.ts';
import type { Workload } from '../presets/index.ts';
import { waiting } from './internals.ts';
import { watch } from './watch.ts';

type NodeOptions = NonNullable<ClusterOptions['redisOptions']> & { replyMapping?: 'legacy' };

/** Replies have the shapes of RESP2, whatever is spoken. */
export type SeveralOptions = ClusterOptions & { redisOptions?: NodeOptions };

/** A cluster client of ioredis that comes back by itself until it is closed; what `duplicate()` gives is an HaCluster too. */
export class HaCluster extends Cluster {
  /** State, events, health and closing. */
  readonly ha: Handle;
  // Written by connect(), which the constructor of ioredis calls: not a field of ours yet.
  declare private closing: boolean | undefined;

  constructor(workload: Workload, seeds: ClusterNode[], options: SeveralOptions) {
    super(seeds, options);
    const tracker = new Tracker(workload, {
      queueLength: () =>
        this.nodes().reduce((sum, node) => sum + node.commandQueue.length + waiting(node), waiting(this)),
      address: () => undefined,
    });
    this.ha = new Handle(tracker, {
      ping: () => this.ping(),
      quit: () => this.quit(),
      cut: () => this.disconnect(),
    });
    // As a method its type would have to follow `replyMapping`, which no duplicate changes.
    Object.defineProperty(this, 'duplicate', {
      writable: true,
      value: (others: ClusterNode[] = [], override?: SeveralOptions) =>
        new HaCluster(workload, others.length > 0 ? others : seeds, {
          ...options,
          ...override,
          redisOptions: { ...options.redisOptions, ...override?.redisOptions },
        }),
    });
    watch(
      {
        on: (event: string, listener: (error: Error) => void) => this.on(event, listener),
        status: this.status,
        isClosing: () => this.closing === true,
        connect: () => this.connect(),
      },
      tracker,
    );
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
