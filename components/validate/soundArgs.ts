import type {
  Engine,
  FailoverProfileName,
  Purpose,
  RedisSpec,
  Topology,
  Waiver,
} from '../../providers/backend.ts';
import type { BindingArgs, EncryptionArgs, RedisHAArgs, SnapshotArgs } from '../args/index.ts';

/** The arguments after shape.ts: what is there is right, with its narrow type; what was wrong is missing. */
export interface SoundArgs
  extends Pick<
    RedisHAArgs,
    | 'version'
    | 'memoryGb'
    | 'replicas'
    | 'shards'
    | 'zones'
    | 'maintenanceWindow'
    | 'allowReplacement'
    | 'protect'
    | 'tags'
  > {
  backend?: RedisSpec['backend'];
  topology?: Topology;
  purpose?: Purpose;
  engine?: Engine;
  encryption?: EncryptionArgs;
  snapshots?: SnapshotArgs;
  failover?: { profile?: FailoverProfileName };
  waivers?: Waiver[];
  bindings?: Partial<BindingArgs>[];
  local?: Record<string, unknown>;
  kubernetes?: Record<string, unknown>;
  elasticache?: Record<string, unknown>;
  digitalocean?: Record<string, unknown>;
  upstash?: Record<string, unknown>;
}
