import type { ClusterApi } from '../api/index.ts';
import {
  dataPort,
  isCluster,
  type Member,
  type Plan,
  quorum,
  sentinelPort,
  sentinelsOf,
  serversOf,
} from '../plan.ts';
import { askSentinel, askServer } from './ask.ts';
import { askNodes, primariesIn } from './cluster.ts';

/** The host that each Sentinel names; undefined for one that does not answer. */
export function namedBySentinels(api: ClusterApi, plan: Plan): Promise<(string | undefined)[]> {
  const { name, own } = plan;
  return Promise.all(
    sentinelsOf(plan).map(({ pod }) => askSentinel(api, own.namespace, pod, sentinelPort, name)),
  );
}

/** Whom a quorum of the Sentinels names. */
export function agreedOf(named: readonly (string | undefined)[]): string | undefined {
  return named.find((host) => host !== undefined && named.filter((other) => other === host).length >= quorum);
}

/**
 * The server that a quorum names and that says so itself; in a cluster the primary of `shard`, or of the first shard that has one.
 * Rejects with a sentence where there is none.
 */
export async function primaryNow(api: ClusterApi, plan: Plan, shard?: number): Promise<Member> {
  if (isCluster(plan)) return primaryInCluster(api, plan, shard);
  const agreed = agreedOf(await namedBySentinels(api, plan));
  if (agreed === undefined) throw new Error(`The Sentinels of ${plan.name} do not agree on a primary${more}`);
  const member = serversOf(plan).find(({ host }) => host === agreed);
  if (!member)
    throw new Error(`The Sentinels of ${plan.name} name ${agreed}, which is none of its servers${more}`);
  const answer = await askServer(api, plan.own.namespace, member.pod, dataPort);
  if (answer?.role === 'primary') return member;
  throw new Error(`The Sentinels of ${plan.name} name ${member.pod}, which is not primary now${more}`);
}

async function primaryInCluster(api: ClusterApi, plan: Plan, shard: number | undefined): Promise<Member> {
  const nodes = await askNodes(plan, api, (member) => shard === undefined || member.shard === shard);
  const shards = shard === undefined ? plan.shards : [shard];
  const [first] = shards.map((one) => primariesIn(one, nodes)).filter((primaries) => primaries.length === 1);
  if (first?.[0]) return first[0].member;
  const which = shard === undefined ? 'No shard' : `Shard ${shard}`;
  const has = shard === undefined ? 'has' : 'has not';
  throw new Error(`${which} of ${plan.name} ${has} one primary now${more}`);
}

const more = ': `redis-ha status` says more.';
