import { setTimeout as sleep } from 'node:timers/promises';
import { quorumOf } from '../layout.ts';
import { loopback, parseInfo, parsePairs } from '../redis/index.ts';
import { agreedPort } from './decide.ts';
import type { Links } from './links.ts';
import type { Settling } from './settle.ts';
import { type GroupView, look, readServer, type ServerView } from './view.ts';

/** Writes wait no longer than this, even if this process dies in the middle: CLIENT PAUSE ends by itself. */
const pauseMs = 8000;
const equalOffsetsMs = 3000;
const promotionMs = 5000;
const pollMs = 10;

/**
 * Moves the primary to a replica that is in sync without losing an acknowledged write: writes wait, the replica
 * catches up to the same offset, the Sentinels promote it, the old primary follows it and closes its clients' links
 * (their waiting writes were never run, so a client may send them again). SENTINEL FAILOVER alone would leave the old
 * primary acknowledging writes for seconds that are then thrown away. The Sentinels must look around quickly (periods.ts).
 */
export async function handOver(
  s: Settling,
  view: GroupView,
  from: ServerView,
  to: ServerView,
  links: Links,
): Promise<void> {
  const restore = await steer(view, to, links, s);
  try {
    await links.call(from.target, 'CLIENT', 'PAUSE', pauseMs, 'WRITE');
    try {
      await waitForEqualOffsets(from, to, links);
      await failOver(view, s, links);
      await waitForPromotion(to, links);
      await links.call(from.target, 'REPLICAOF', loopback, to.port);
      await links.call(from.target, 'CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    } finally {
      // Should this not arrive, the pause ends by itself.
      await links.call(from.target, 'CLIENT', 'UNPAUSE').catch(() => undefined);
    }
    await waitForQuorum(s, to, links);
  } finally {
    await restore();
  }
  s.progress(`${to.name} is primary now, ${from.name} follows it`);
}

/** The same move when there is nothing to wait for: the old primary takes no writes, being fenced. */
export async function promote(s: Settling, view: GroupView, to: ServerView, links: Links): Promise<void> {
  const restore = await steer(view, to, links, s);
  try {
    await failOver(view, s, links);
    await waitForPromotion(to, links);
    await waitForQuorum(s, to, links);
  } finally {
    await restore();
  }
}

/** The replica to hand over to: the one that is furthest, among those in sync. */
export function heirFor(
  view: GroupView,
  from: ServerView,
  preferred: readonly string[] = [],
): ServerView | undefined {
  const ready = view.servers.filter(
    (server) =>
      server.name !== from.name && server.report?.link === 'up' && server.report.primaryPort === from.port,
  );
  const first = ready.filter((server) => preferred.includes(server.name));
  return (first.length > 0 ? first : ready).sort(
    (a, b) => (b.report?.offset ?? 0) - (a.report?.offset ?? 0),
  )[0];
}

/** Leaves the Sentinels one choice: priority 0 means never. */
async function steer(
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
  const restore = () => setPriorities('100');
  try {
    await setPriorities('0');
    await waitUntil(promotionMs, 'The Sentinels do not see which replica shall take over.', async () => {
      const seen = await prioritiesSeen(view, s, links);
      return seen.every(({ port, priority }) => (priority === '0') === (port !== to.port));
    });
    return restore;
  } catch (error) {
    await restore();
    throw error;
  }
}

async function prioritiesSeen(
  view: GroupView,
  s: Settling,
  links: Links,
): Promise<{ port: number; priority: string }[]> {
  const [first] = view.sentinels.filter((sentinel) => sentinel.report);
  if (!first) throw new Error('No Sentinel answers, so none can be asked to hand over.');
  const answer = await links.call(first.target, 'SENTINEL', 'REPLICAS', s.group.record.instance);
  const running = view.servers.filter((server) => server.report).map((server) => server.port);
  return (Array.isArray(answer) ? answer : [])
    .map(parsePairs)
    .map((replica) => ({ port: Number(replica.port), priority: replica['slave-priority'] ?? '' }))
    .filter(({ port }) => running.includes(port));
}

async function waitForEqualOffsets(from: ServerView, to: ServerView, links: Links): Promise<void> {
  await waitUntil(
    equalOffsetsMs,
    `${to.name} did not catch up with ${from.name} while writes waited.`,
    async () => {
      const [primary, replica] = await Promise.all([from, to].map(async (server) => offsetOf(server, links)));
      return primary === replica;
    },
  );
}

async function offsetOf(server: ServerView, links: Links): Promise<number> {
  return readServer(parseInfo(await links.call(server.target, 'INFO', 'replication'))).offset;
}

/** Asks the Sentinel whose view of the priorities was checked; it may be busy with the end of an earlier failover. */
async function failOver(view: GroupView, s: Settling, links: Links): Promise<void> {
  const [sentinel] = view.sentinels.filter((candidate) => candidate.report);
  if (!sentinel) throw new Error('No Sentinel answers, so none can be asked to hand over.');
  let refusal = '';
  await waitUntil(
    promotionMs,
    () => `${sentinel.name} refuses to hand over: ${refusal}.`,
    () =>
      links.call(sentinel.target, 'SENTINEL', 'FAILOVER', s.group.record.instance).then(
        () => true,
        (error: Error) => {
          refusal = error.message;
          return false;
        },
      ),
  );
}

async function waitForPromotion(to: ServerView, links: Links): Promise<void> {
  await waitUntil(promotionMs, `${to.name} was not promoted in time.`, async () => {
    const role = await links.call(to.target, 'ROLE').catch(() => undefined);
    return Array.isArray(role) && role[0] === 'master';
  });
}

async function waitForQuorum(s: Settling, to: ServerView, links: Links): Promise<void> {
  await waitUntil(promotionMs, `The Sentinels do not name ${to.name} although it was promoted.`, async () => {
    const view = await look(s.group, links);
    const reports = view.sentinels.flatMap((sentinel) => sentinel.report ?? []);
    return agreedPort(reports, quorumOf(view.sentinels.length)) === to.port;
  });
}

async function waitUntil(
  ms: number,
  late: string | (() => string),
  done: () => Promise<boolean>,
): Promise<void> {
  const until = Date.now() + ms;
  while (!(await done())) {
    if (Date.now() > until) throw new Error(typeof late === 'string' ? late : late());
    await sleep(pollMs);
  }
}
