import type { HandedOver, NamedEndpoint, Watched } from '../../backend.ts';
import {
  decide,
  type Group,
  type GroupView,
  handOver,
  heirFor,
  Links,
  look,
  quicken,
  type ServerView,
  settle,
} from '../group/index.ts';
import { topologyOf } from '../layout.ts';
import { loopback } from '../redis/index.ts';
import { failShardOver } from './shard.ts';

const linkDeadlineMs = 1000;

/** Hands the primary's role over; ends when all follow the new one. Changes nothing where that is not possible now. */
export async function failOver(group: Group, o: Watched & { to?: string | undefined }): Promise<HandedOver> {
  return topologyOf(group.record) === 'cluster' ? failShardOver(group, o) : failGroupOver(group, o);
}

async function failGroupOver(
  group: Group,
  { to: wanted, progress, signal }: Watched & { to?: string | undefined },
): Promise<HandedOver> {
  const links = new Links(linkDeadlineMs);
  const settling = { group, progress, signal };
  try {
    const view = await look(group, links);
    const from = primaryOf(view);
    const to = heir(view, from, wanted);
    progress(`${from.name} hands over to ${to.name}`);
    const slow = await quicken(view.sentinels, links);
    const pause = await handOver(settling, view, from, to, links).finally(slow);
    await settle(settling);
    return { from: named(from), to: named(to), ...pause };
  } finally {
    links.close();
  }
}

function primaryOf(view: GroupView): ServerView {
  const decision = decide(view);
  if (decision.kind === 'settled') return decision.primary;
  const why = decision.kind === 'wait' ? decision.why : 'It is not as `up` would leave it.';
  throw new Error(`Nothing can be handed over now: ${why} \`redis-ha status\` says more, \`up\` mends it.`);
}

function heir(view: GroupView, from: ServerView, wanted: string | undefined): ServerView {
  if (wanted === from.name) throw new Error(`${wanted} is primary already.`);
  const to = heirFor(view, from, wanted === undefined ? [] : [wanted]);
  if (to && (wanted === undefined || to.name === wanted)) return to;
  const replicas = view.servers.filter((server) => server !== from).map((server) => server.name);
  if (wanted === undefined) throw new Error(`${from.name} has no replica in sync, so nobody can take over.`);
  throw new Error(
    `${wanted} cannot take over from ${from.name}; its replicas are ${replicas.join(', ') || 'none'}.`,
  );
}

function named({ name, port }: ServerView): NamedEndpoint {
  return { name, host: loopback, port };
}
