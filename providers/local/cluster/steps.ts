import { type Links, type Settling, waitUntil } from '../group/index.ts';
import { loopback, release as releasing } from '../redis/index.ts';
import type { ClusterDecision } from './decide.ts';
import type { Reporting } from './look.ts';
import { rangesOf } from './slots.ts';
import { transfer } from './transfer.ts';

export type Step = Exclude<ClusterDecision, { kind: 'incomplete' | 'settled' }>;

const takeoverMs = 5000;
/** Others vote within a moment, where most primaries are there to vote. */
const votesMs = 3000;

/** Takes one step; answers what it waits for when there is none to take. */
export async function take(decision: Step, s: Settling, links: Links): Promise<string | undefined> {
  switch (decision.kind) {
    case 'wait':
      return decision.why;
    case 'meet':
      await meet(decision.pairs, s, links);
      return 'The nodes do not all know each other yet.';
    case 'promote':
      s.progress(`${decision.node.name} takes over from ${decision.instead}`);
      await promote(decision.node, links);
      break;
    case 'forget':
      await forget(decision.ids, decision.by, links);
      break;
    case 'assign':
      await assign(decision.shares, s, links);
      break;
    case 'follow':
      await follow(decision.primaryOf, s, links);
      break;
    case 'release':
      await Promise.all(decision.nodes.map((node) => release(node, links)));
      break;
    case 'close':
      for (const slot of decision.slots)
        await links.call(decision.node.target, 'CLUSTER', 'SETSLOT', slot, 'STABLE');
      break;
    case 'move':
      await transfer(decision.transfers, s, links);
  }
  return undefined;
}

async function meet(pairs: [Reporting, Reporting][], s: Settling, links: Links): Promise<void> {
  const busPorts = new Map(s.group.record.servers.map(({ name, busPort }) => [name, busPort ?? 0]));
  const busPortOf = (node: Reporting) =>
    node.report.known.find(({ id }) => id === node.report.id)?.busPort || busPorts.get(node.name) || 0;
  await Promise.all(
    pairs.map(([a, b]) => links.call(a.target, 'CLUSTER', 'MEET', loopback, b.port, busPortOf(b))),
  );
}

/** By the votes of most primaries; where there are not so many, by its own word. */
export async function promote(node: Reporting, links: Links): Promise<void> {
  await links.call(node.target, 'CLUSTER', 'FAILOVER', 'FORCE');
  const isPrimary = async () => {
    const role = await links.call(node.target, 'ROLE').catch(() => undefined);
    return Array.isArray(role) && role[0] === 'master';
  };
  try {
    await waitUntil(votesMs, '', isPrimary);
  } catch {
    await links.call(node.target, 'CLUSTER', 'FAILOVER', 'TAKEOVER');
    await waitUntil(takeoverMs, `${node.name} was not promoted in time.`, isPrimary);
  }
}

/** From everybody within the minute for which a node that was forgotten is not met again by hearsay. */
export async function forget(ids: readonly string[], by: readonly Reporting[], links: Links): Promise<void> {
  const calls = by.flatMap(({ target, report }) =>
    report.known
      .filter(({ id }) => ids.includes(id) && id !== report.id)
      .map(({ id }) => links.call(target, 'CLUSTER', 'FORGET', id)),
  );
  await Promise.all(calls);
}

async function assign(
  shares: readonly { node: Reporting; slots: number[] }[],
  s: Settling,
  links: Links,
): Promise<void> {
  await Promise.all(
    shares.map(async ({ node, slots }) => {
      await links.call(node.target, 'CLUSTER', 'ADDSLOTSRANGE', ...rangesOf(slots).flat());
      s.progress(`${node.name} is primary of ${slots.length} slots`);
    }),
  );
}

async function follow(
  primaryOf: ReadonlyMap<Reporting, Reporting>,
  s: Settling,
  links: Links,
): Promise<void> {
  await Promise.all(
    [...primaryOf].map(async ([node, primary]) => {
      await links.call(node.target, 'CLUSTER', 'REPLICATE', primary.report.id);
      s.progress(`${node.name} follows ${primary.name}`);
    }),
  );
}

async function release({ target }: Reporting, links: Links): Promise<void> {
  await links.call(target, 'ACL', 'SETUSER', 'default', releasing);
}
