import { Links, type Pause, type Settling, waitUntil } from '../group/index.ts';
import { primaryOf } from './decide.ts';
import { type ClusterView, lookAtCluster, type Reporting, reporting } from './look.ts';
import { settleCluster } from './settle.ts';

const linkDeadlineMs = 1000;
/** A primary that was asked to hand over holds writes for 5 s at most (cluster.h, CLUSTER_MF_TIMEOUT). */
const handOverMs = 6000;

/**
 * Moves a shard's primary to a replica in sync without losing an acknowledged write: CLUSTER FAILOVER has the primary hold
 * writes until the replica has all of them and the other primaries have voted. Where that fails, writes go on where they were.
 */
export async function handOverShard(to: Reporting, links: Links): Promise<Pause> {
  const pausedAt = Date.now();
  await links.call(to.target, 'CLUSTER', 'FAILOVER');
  await waitUntil(handOverMs, `${to.name} was not promoted in time; its primary goes on.`, async () => {
    const role = await links.call(to.target, 'ROLE');
    return Array.isArray(role) && role[0] === 'master';
  });
  return { pausedAt, promotedAt: Date.now() };
}

/** The replica to hand over to: the one that is furthest among those in sync, of the preferred ones where there are any. */
export function heirInShard(
  view: ClusterView,
  from: Reporting,
  preferred: readonly string[] = [],
): Reporting | undefined {
  const ready = reporting(view).filter(
    ({ report }) => report.primaryId === from.report.id && report.link === 'up',
  );
  const first = ready.filter(({ name }) => preferred.includes(name));
  return (first.length > 0 ? first : ready).toSorted((a, b) => b.report.offset - a.report.offset)[0];
}

/** Has this node follow another before it is restarted or removed, should it be its shard's primary and somebody can take over. */
export async function stepAside(s: Settling, name: string, preferred: readonly string[]): Promise<void> {
  const links = new Links(linkDeadlineMs);
  try {
    const view = await lookAtCluster(s.group, links);
    const from = reporting(view).find((node) => node.name === name);
    if (!from || primaryOf(from.shard, reporting(view)) !== from || from.report.slots.length === 0) return;
    const to = heirInShard(view, from, preferred);
    if (!to) return;
    s.progress(`${name} hands over to ${to.name}`);
    await handOverShard(to, links);
  } finally {
    links.close();
  }
  await settleCluster(s);
}
