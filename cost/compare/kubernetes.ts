import { maxmemoryShare, ownOf } from '../../providers/kubernetes/own.ts';
import { sentinelCount } from '../../providers/kubernetes/plan.ts';
import { billOf, type Priced, type Use } from '../bill/index.ts';
import type { Needs } from '../load/index.ts';
import { machines } from '../prices/index.ts';
import type { Candidate, Sized, Wanted } from './option.ts';

/** GiB that the largest machine with a known price has for one server. */
const mostOnMachine = Math.max(...machines.map(({ memoryGb }) => memoryGb)) - 1;
/** Fewer shards cannot agree on a failover. */
const leastShards = 3;

/** Sentinel, or a cluster where one server is too small, on machines of one's own. */
export function kubernetes(needs: Needs, { replicas, retentionDays }: Wanted, use: Use): Candidate {
  const sizedWith = (shards: number, replicas: number): Sized => {
    // Kubernetes counts in GiB; a tenth is what a deployment would be given.
    const memoryGb = Math.max(0.1, Math.ceil((10 * needs.memoryGb) / shards) / 10);
    const servers = shards * (replicas + 1);
    const cluster = shards > 1 ? { topology: 'cluster', shards } : {};
    return {
      what: `${servers} × ${memoryGb} GB, own machines`,
      args: { backend: 'kubernetes', ...cluster, memoryGb, replicas, snapshots: { retentionDays } },
      usableGb: memoryGb * shards,
      resources: objects({ memoryGb, servers, retentionDays, sentinels: shards === 1 && replicas > 0 }),
    };
  };
  const sized = (replicas: number) =>
    cheapest(
      shardCounts(needs, use).map((shards) => sizedWith(shards, replicas)),
      use,
    );
  return {
    backend: 'kubernetes',
    title: 'Kubernetes',
    cannot: [],
    available: sized(replicas),
    single: sized(0),
    notes: [
      'Whole machines; a cluster with room to spare costs less. The hours that it takes to run are not in it.',
    ],
  };
}

/** One where that is enough. Else every number worth a look: machines come in steps, so the fewest need not be the cheapest. */
function shardCounts({ memoryGb, cores }: Needs, { machinePrice }: Use): number[] {
  // Whoever names a price has a machine that is large enough.
  const most = machinePrice === undefined ? mostOnMachine * maxmemoryShare : Number.POSITIVE_INFINITY;
  const least = Math.ceil(Math.max(1, cores, memoryGb / most));
  if (least === 1) return [1];
  const first = Math.max(leastShards, least);
  return Array.from({ length: first + 1 }, (_, more) => first + more);
}

function cheapest(sizes: readonly Sized[], use: Use): Sized | undefined {
  const costs = sizes.map((sized) => billOf(sized.resources, use).usd);
  return sizes[costs.indexOf(Math.min(...costs))];
}

interface Wish {
  memoryGb: number;
  servers: number;
  retentionDays: number;
  sentinels: boolean;
}

/** The objects of the backend that somebody pays for, with the backend's own sizes. */
function objects({ memoryGb, servers, retentionDays, sentinels }: Wish): Priced[] {
  const { resources, storage } = ownOf({ own: {}, memoryGb, snapshots: { retentionDays } });
  const watching = statefulSet(sentinelCount, resources.sentinelMemory, storage.sentinelSize);
  return [
    statefulSet(servers, resources.memory, storage.size),
    ...(sentinels ? [watching] : []),
    { type: 'kubernetes:core/v1:PersistentVolumeClaim', inputs: claim(storage.snapshotSize) },
  ];
}

function statefulSet(replicas: number, memory: string, storage: string): Priced {
  const containers = [{ resources: { requests: { memory } } }];
  const spec = { replicas, template: { spec: { containers } }, volumeClaimTemplates: [claim(storage)] };
  return { type: 'kubernetes:apps/v1:StatefulSet', inputs: { spec } };
}

function claim(storage: string) {
  return { spec: { resources: { requests: { storage } } } };
}
