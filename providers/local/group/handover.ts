import { quorumOf } from '../layout.ts';
import { loopback, parseInfo, parsePairs } from '../redis/index.ts';
import { agreedPort } from './decide.ts';
import type { Links } from './links.ts';
import type { Settling } from './settle.ts';
import { leading, refuseOrders, steer } from './steer.ts';
import { type GroupView, look, readServer, type ServerView } from './view.ts';
import { waitUntil } from './waitUntil.ts';

/** Writes wait no longer than this, even if this process dies in the middle: CLIENT PAUSE ends by itself. */
const pauseMs = 8000;
const equalOffsetsMs = 3000;
/** Later than this into the pause nobody is promoted any more: this process was stopped or starved, and the pause may end first. */
const orderMs = 5000;
const promotionMs = 5000;

/** When writes began to wait and when the new primary took them, milliseconds since 1970. */
export interface Pause {
  pausedAt: number;
  promotedAt: number;
}

/**
 * Moves the primary to a replica that is in sync without losing an acknowledged write: the Sentinels choose it, writes
 * wait, it catches up to the same offset and is promoted, the others follow it and the old primary closes its clients'
 * links (their waiting writes were never run, so a client may send them again). SENTINEL FAILOVER alone would leave the old
 * primary acknowledging writes for seconds that are then thrown away. The Sentinels must look around quickly (periods.ts).
 */
export async function handOver(
  s: Settling,
  view: GroupView,
  from: ServerView,
  to: ServerView,
  links: Links,
): Promise<Pause> {
  const restore = await steer(view, to, links, s);
  try {
    const allow = await refuseOrders(to, links);
    try {
      await order(view, s, links);
      const pause = await moveWhilePaused(view, from, to, allow, links);
      await waitForQuorum(s, to, links);
      s.progress(`${to.name} is primary now, ${from.name} follows it`);
      return pause;
    } finally {
      // Whoever does not answer any more obeys again after its restart; of anybody else `status` tells.
      await allow().catch(() => undefined);
    }
  } finally {
    await restore();
  }
}

async function moveWhilePaused(
  view: GroupView,
  from: ServerView,
  to: ServerView,
  allow: () => Promise<void>,
  links: Links,
): Promise<Pause> {
  const others = view.servers.filter((server) => server.report && server !== from && server !== to);
  const pausedAt = Date.now();
  // Should this not arrive, the pause ends by itself.
  const resume = () => links.call(from.target, 'CLIENT', 'UNPAUSE').catch(() => undefined);
  await links.call(from.target, 'CLIENT', 'PAUSE', pauseMs, 'WRITE');
  try {
    await waitForEqualOffsets(from, to, links);
    await allow();
    if (Date.now() > pausedAt + orderMs) throw new Error(`${to.name} took too long while writes waited.`);
  } catch (error) {
    await resume();
    throw error;
  }
  // From here on there may be a new primary, so the old one takes no write any more: it resumes as its replica or not at all.
  await links.call(to.target, 'REPLICAOF', 'NO', 'ONE');
  const promotedAt = Date.now();
  // The Sentinels would tell the others up to a second later, and until then one that needs a replica takes no writes.
  const follow = ({ target }: ServerView) => links.call(target, 'REPLICAOF', loopback, to.port);
  const following = others.map((other) => follow(other).catch(() => undefined));
  const demoted = follow(from)
    .catch(() => follow(from))
    .then(() => links.call(from.target, 'CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'))
    .then(resume)
    // Whoever called settles next, which tells it again.
    .catch(() => undefined);
  await Promise.all([demoted, ...following]);
  return { pausedAt, promotedAt };
}

/** Has a Sentinel send its order. One that lacks fresh news of the heir gives up (sentinelSelectSlave): it is asked again. */
async function order(view: GroupView, s: Settling, links: Links): Promise<void> {
  const sentinel = leading(view);
  await failOver(view, s, links);
  await waitUntil(promotionMs, `${sentinel.name} ordered no promotion in time.`, async () => {
    const answer = await links.call(sentinel.target, 'SENTINEL', 'MASTER', s.group.record.instance);
    const state = parsePairs(answer)['failover-state'];
    if (state === undefined) await failOver(view, s, links);
    return state === 'wait_promotion';
  });
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
  const sentinel = leading(view);
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
