import type { HandedOver, NamedEndpoint, Watched } from '../../backend.ts';
import {
  type ClusterView,
  decideCluster,
  handOverShard,
  heirInShard,
  lookAtCluster,
  primaryOf,
  type Reporting,
  reporting,
  settleCluster,
} from '../cluster/index.ts';
import { type Group, Links } from '../group/index.ts';
import { shardOf } from '../layout.ts';
import { loopback } from '../redis/index.ts';

const linkDeadlineMs = 1000;

/**
 * Hands one shard of a cluster over: to the server named, to another of the shard named (`shard-2`), or of the first shard that
 * can. Changes nothing where that is not possible now.
 */
export async function failShardOver(
  group: Group,
  { to: wanted, progress, signal }: Watched & { to?: string | undefined },
): Promise<HandedOver> {
  const links = new Links(linkDeadlineMs);
  try {
    const view = await lookAtCluster(group, links);
    requireWhole(view);
    const { from, to } = choose(view, wanted);
    progress(`${from.name} hands over to ${to.name}`);
    const pause = await handOverShard(to, links);
    await settleCluster({ group, progress, signal });
    return { from: named(from), to: named(to), ...pause };
  } finally {
    links.close();
  }
}

function requireWhole(view: ClusterView): void {
  const decision = decideCluster(view);
  if (decision.kind === 'settled') return;
  const why = decision.kind === 'wait' ? decision.why : 'It is not as `up` would leave it.';
  throw new Error(`Nothing can be handed over now: ${why} \`redis-ha status\` says more, \`up\` mends it.`);
}

function choose(view: ClusterView, wanted: string | undefined): { from: Reporting; to: Reporting } {
  const nodes = reporting(view);
  const shards = wanted === undefined ? view.shards : [shardNamed(wanted)];
  for (const shard of shards) {
    const from = primaryOf(shard, nodes);
    if (!from) continue;
    if (wanted === from.name) throw new Error(`${wanted} is primary of shard ${shard} already.`);
    const to = heirInShard(view, from, wanted === undefined ? [] : [wanted]);
    const fits = wanted === undefined || shardOf(wanted) === undefined || to?.name === wanted;
    if (to && fits) return { from, to };
  }
  if (wanted === undefined) throw new Error('No shard has a replica in sync, so nobody can take over.');
  const names = nodes.filter(({ report }) => report.role === 'replica').map(({ name }) => name);
  throw new Error(
    `${wanted} cannot take over; the replicas are ${names.join(', ') || 'none'}, the shards ${view.shards
      .map((shard) => `shard-${shard}`)
      .join(', ')}.`,
  );
}

/** The shard of `server-2-1` or `shard-2`; one that is none is found wanting above. */
function shardNamed(wanted: string): number {
  return shardOf(wanted) ?? Number(wanted.match(/^shard-(\d+)$/)?.[1] ?? 0);
}

function named({ name, port }: Reporting): NamedEndpoint {
  return { name, host: loopback, port };
}
