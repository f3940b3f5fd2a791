import type { Target } from '../../../providers/local/redis/index.ts';
import type { SentinelConnection } from '../writer/index.ts';

/** One primary with two replicas and three Sentinels, kept over many runs. */
export interface Servers {
  connection: SentinelConnection;
  data: Target[];
  sentinels: Target[];
  /** Starts the data servers again that do not run, as replicas of the one on port `primary`. */
  restart(primary: number): Promise<void>;
  /** Moves the primary as `redis-ha failover` does; answers when it began, milliseconds since 1970. */
  handOver?(): Promise<number>;
  remove(): Promise<void>;
}
