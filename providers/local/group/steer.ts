import { parsePairs } from '../redis/index.ts';
import type { Links } from './links.ts';
import type { Settling } from './settle.ts';
import type { GroupView, SentinelView, ServerView } from './view.ts';
import { waitUntil } from './waitUntil.ts';

const seenMs = 5000;
/** They look every 0.2 s while somebody hands over. */
const restoredMs = 2000;

/** Leaves the Sentinels one choice: priority 0 means never. */
export async function steer(
  view: GroupView,
  to: ServerView,
  links: Links,
  s: Settling,
): Promise<() => Promise<unknown>> {
  const servers = view.servers.filter((server) => server.report);
  const setPriorities = (others: string) =>
    Promise.all(
      servers.map(({ name, target }) => {
        const priority = name === to.name ? '100' : others;
        const set = () => links.call(target, 'CONFIG', 'SET', 'replica-priority', priority);
        // Once more: whom a Sentinel tells to follow loses all its links (sentinel.c, sentinelSendSlaveOf).
        return set()
          .catch(set)
          .catch(() => undefined);
      }),
    );
  const restore = async () => {
    await setPriorities('100');
    const seen = async () => (await seenByAll(view, s, links)).every(({ priority }) => priority !== '0');
    // Until they see that, they would find nobody else to promote. In vain where one of them has gone meanwhile.
    await waitUntil(restoredMs, '', seen).catch(() => undefined);
  };
  try {
    await setPriorities('0');
    await waitUntil(seenMs, 'The Sentinels do not see which replica shall take over.', async () => {
      const seen = await replicasSeen(leading(view), view, s, links);
      const isKnown = seen.some(({ port }) => port === to.port);
      return isKnown && seen.every(({ port, priority }) => (priority === '0') === (port !== to.port));
    });
    return restore;
  } catch (error) {
    await restore();
    throw error;
  }
}

interface SeenReplica {
  port: number;
  priority: string;
}

async function seenByAll(view: GroupView, s: Settling, links: Links): Promise<SeenReplica[]> {
  const asked = view.sentinels.filter((sentinel) => sentinel.report);
  const seen = await Promise.all(asked.map((sentinel) => replicasSeen(sentinel, view, s, links)));
  return seen.flat();
}

/** The running replicas as one Sentinel knows them. */
async function replicasSeen(
  sentinel: SentinelView,
  view: GroupView,
  s: Settling,
  links: Links,
): Promise<SeenReplica[]> {
  const answer = await links.call(sentinel.target, 'SENTINEL', 'REPLICAS', s.group.record.instance);
  const running = view.servers.filter((server) => server.report).map((server) => server.port);
  return (Array.isArray(answer) ? answer : [])
    .map(parsePairs)
    .map((replica) => ({ port: Number(replica.port), priority: replica['slave-priority'] ?? '' }))
    .filter(({ port }) => running.includes(port));
}

/** The one that is asked to hand over, and whose view of the priorities counts. */
export function leading({ sentinels }: GroupView): SentinelView {
  const [first] = sentinels.filter((sentinel) => sentinel.report);
  if (first) return first;
  throw new Error('No Sentinel answers, so none can be asked to hand over.');
}

/**
 * The heir does not obey for a moment; answers what ends it. From its choice to its order a Sentinel takes three ticks, 0.2 s
 * in which writes would have to wait already. So its order is let run into a refusal, and given once more by ourselves when
 * nothing is missing. It comes in one MULTI with the order to close all links (sentinel.c, sentinelSendSlaveOf), so clients
 * that have come early stay. What a crash leaves is gone with the server's next start, `status` tells of it and `up` ends it.
 */
export async function refuseOrders(to: ServerView, links: Links): Promise<() => Promise<void>> {
  const set = (...rules: string[]) => links.call(to.target, 'ACL', 'SETUSER', 'default', ...rules);
  await set('-replicaof', '-slaveof');
  return async () => {
    await set('+@all').catch(() => set('+@all'));
  };
}
