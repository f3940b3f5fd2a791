import { heirOf } from '../group/index.ts';
import { type ClusterView, type NodeView, type Reporting, reporting } from './look.ts';
import type { KnownNode } from './nodes.ts';
import { countSlots, dealOut, movesFor, slotCount, slotsIn } from './slots.ts';

/** Slots on their way from one node to another, or to be sent there. */
export interface Transfer {
  from: Reporting;
  to: Reporting;
  slots: number[];
}

/** The next thing to do for a cluster, from nothing but what was seen. */
export type ClusterDecision =
  /** Nodes with and without TLS, in the middle of switching it: they cannot reach each other. */
  | { kind: 'incomplete' }
  /** Something is on its way; `why` is a sentence for whoever waits in vain. */
  | { kind: 'wait'; why: string }
  /** These do not know each other, or not where the other is. */
  | { kind: 'meet'; pairs: [Reporting, Reporting][] }
  /** Its primary will not come back, or came back without the data that this replica has. */
  | { kind: 'promote'; node: Reporting; instead: string }
  /** Nodes that are gone for good. */
  | { kind: 'forget'; ids: string[]; by: Reporting[] }
  /** Slots that nobody has. */
  | { kind: 'assign'; shares: { node: Reporting; slots: number[] }[] }
  | { kind: 'follow'; nodes: Reporting[]; primaryOf: Map<Reporting, Reporting> }
  /** Others may copy from these now. */
  | { kind: 'release'; nodes: Reporting[] }
  /** Slots that stand open on a node, with nothing left to move. */
  | { kind: 'close'; node: Reporting; slots: number[] }
  | { kind: 'move'; transfers: Transfer[] }
  | { kind: 'settled' };

export function decideCluster(view: ClusterView): ClusterDecision {
  const running = view.nodes.filter(({ process }) => process === 'running');
  if (new Set(running.map(({ target }) => target.ca !== undefined)).size > 1) return { kind: 'incomplete' };
  const silent = view.nodes.find((node) => node.process !== 'gone' && !node.report);
  if (silent) return { kind: 'wait', why: silence(silent) };
  // One that shall go and has nothing any more is nobody's concern.
  const nodes = reporting(view).filter(({ planned, report }) => planned || report.slots.length > 0);
  const loading = nodes.find(({ report }) => report.loading);
  if (loading) return { kind: 'wait', why: `${loading.name} still loads its data.` };
  return (
    acquaintance(nodes) ??
    succession(view, nodes) ??
    oblivion(view, nodes) ??
    coverage(view, nodes) ??
    allegiance(nodes) ??
    opening(nodes) ??
    agreement(nodes) ??
    balance(view, nodes) ?? { kind: 'settled' }
  );
}

/** The primary of a shard: whoever has its slots; while nobody has any, the first that follows nobody. */
export function primaryOf(shard: number, nodes: readonly Reporting[]): Reporting | undefined {
  return nodes
    .filter((node) => node.shard === shard && node.report.role === 'primary')
    .toSorted((a, b) => countSlots(b.report.slots) - countSlots(a.report.slots))[0];
}

/** Ids of nodes that will not come back: those that no process and no file of this group has. */
export function goneForGood(view: ClusterView): string[] {
  const here = new Set(view.nodes.flatMap(({ report, fileId }) => report?.id ?? fileId ?? []));
  const known = reporting(view).flatMap(({ report }) => report.known);
  const met = known.filter(({ flags }) => !flags.includes('handshake'));
  return [...new Set(met.map(({ id }) => id))].filter((id) => !here.has(id));
}

function acquaintance(nodes: Reporting[]): ClusterDecision | undefined {
  const pairs = nodes.flatMap((a, i) =>
    nodes
      .slice(i + 1)
      .filter((b) => !knows(a, b) || !knows(b, a))
      .map((b): [Reporting, Reporting] => [a, b]),
  );
  return pairs.length > 0 ? { kind: 'meet', pairs } : undefined;
}

function lineOf(a: Reporting, b: Reporting): KnownNode | undefined {
  return a.report.known.find(({ id }) => id === b.report.id);
}

/** It has met the other and has its present address; whether it reaches it just now is another question. */
function knows(a: Reporting, b: Reporting): boolean {
  const line = lineOf(a, b);
  return line !== undefined && line.port === b.port && !line.flags.includes('noaddr');
}

/** Shards whose primary is gone for good or has lost what a replica still has. */
function succession(view: ClusterView, nodes: Reporting[]): ClusterDecision | undefined {
  const gone = goneForGood(view);
  const orphans = nodes
    .filter(({ report }) => report.primaryId !== undefined && gone.includes(report.primaryId))
    .toSorted((a, b) => b.report.keys - a.report.keys || b.report.offset - a.report.offset);
  const [first] = orphans;
  if (first) return { kind: 'promote', node: first, instead: 'a node that is gone for good' };
  for (const primary of nodes.filter(({ report }) => report.fenced && report.slots.length > 0)) {
    const replicas = nodes.filter(({ report }) => report.primaryId === primary.report.id);
    const heir = heirOf(primary, replicas);
    if (heir) return { kind: 'promote', node: heir, instead: primary.name };
  }
  return undefined;
}

function oblivion(view: ClusterView, nodes: Reporting[]): ClusterDecision | undefined {
  const ids = goneForGood(view);
  const by = nodes.filter(({ report }) => report.known.some(({ id }) => ids.includes(id)));
  return by.length > 0 ? { kind: 'forget', ids, by } : undefined;
}

/** Slots that nobody who runs has: another may come back with them, or take them over. */
function coverage(view: ClusterView, nodes: Reporting[]): ClusterDecision | undefined {
  const owned = new Set(nodes.flatMap(({ report }) => slotsIn(report.slots)));
  if (owned.size === slotCount) return undefined;
  const claimed = nodes
    .flatMap(({ report }) => report.known)
    .find(({ slots }) => slotsIn(slots).some((slot) => !owned.has(slot)));
  if (claimed) {
    const owner = view.nodes.find(({ report, fileId }) => (report?.id ?? fileId) === claimed.id);
    return { kind: 'wait', why: `${owner?.name ?? 'A node'} has slots and does not serve them.` };
  }
  const primaries = primariesOf(view, nodes);
  if (primaries.length < view.shards.length)
    return { kind: 'wait', why: 'A shard has nobody to give slots to.' };
  const unowned = Array.from({ length: slotCount }, (_, slot) => slot).filter((slot) => !owned.has(slot));
  const counts = new Map(primaries.map((node) => [node.shard, countSlots(node.report.slots)]));
  const shares = dealOut(unowned, counts).flatMap(({ shard, slots }) =>
    primaries.filter((node) => node.shard === shard).map((node) => ({ node, slots })),
  );
  return { kind: 'assign', shares };
}

function primariesOf(view: ClusterView, nodes: Reporting[]): Reporting[] {
  const planned = nodes.filter((node) => node.planned);
  return view.shards.flatMap((shard) => primaryOf(shard, planned) ?? []);
}

/** Whoever has no slots follows the primary of its shard, and everybody may be copied from. */
function allegiance(nodes: Reporting[]): ClusterDecision | undefined {
  const astray = new Map(
    nodes.flatMap((node) => {
      const primary = primaryOf(node.shard, nodes);
      const stands = !primary || primary === node || node.report.slots.length > 0;
      return stands || node.report.primaryId === primary.report.id ? [] : [[node, primary] as const];
    }),
  );
  if (astray.size > 0) return { kind: 'follow', nodes: [...astray.keys()], primaryOf: astray };
  const fenced = nodes.filter(({ report }) => report.fenced);
  return fenced.length > 0 ? { kind: 'release', nodes: fenced } : undefined;
}

/** Moves of slots that were cut short go on before anything else is moved; keys lie at both of their ends. */
function opening(nodes: Reporting[]): ClusterDecision | undefined {
  for (const node of nodes) {
    const me = lineOf(node, node);
    const incoming = (me?.importing ?? []).map(({ slot }) => ({ slot, to: node as Reporting | undefined }));
    const outgoing = (me?.migrating ?? []).map(({ slot, peer }) => ({ slot, to: currentOf(peer, nodes) }));
    const open = [...incoming, ...outgoing].map((one) => ({ ...one, from: ownerOf(one.slot, nodes) }));
    const [first] = open;
    if (!first) continue;
    const { from, to } = first;
    const slots = open.filter((one) => one.from === from && one.to === to).map(({ slot }) => slot);
    if (!from || !to || from === to) return { kind: 'close', node, slots };
    return { kind: 'move', transfers: [{ from, to, slots }] };
  }
  return undefined;
}

function ownerOf(slot: number, nodes: Reporting[]): Reporting | undefined {
  return nodes.find(({ report }) => report.slots.some(([first, last]) => first <= slot && slot <= last));
}

/** Who has taken over from the node of that id, should it be a replica by now. */
function currentOf(id: string, nodes: Reporting[]): Reporting | undefined {
  const node = nodes.find(({ report }) => report.id === id);
  return node && (primaryOf(node.shard, nodes) ?? node);
}

function agreement(nodes: Reporting[]): ClusterDecision | undefined {
  const behind = nodes.find(({ report }) => report.role === 'replica' && report.link !== 'up');
  if (behind) return { kind: 'wait', why: `${behind.name} is not in sync with its primary yet.` };
  for (const a of nodes) {
    const apart = nodes.find((b) => isApart(lineOf(a, b)));
    if (apart) return { kind: 'wait', why: `${a.name} does not reach ${apart.name} yet.` };
    const unlike = nodes.find((b) => !agree(lineOf(a, b), lineOf(b, b)));
    if (unlike) return { kind: 'wait', why: `${a.name} has not heard of what ${unlike.name} does yet.` };
    if (!a.report.serves) return { kind: 'wait', why: `${a.name} does not see most of the primaries yet.` };
  }
  return undefined;
}

function isApart(line: KnownNode | undefined): boolean {
  return !line?.linked || line.flags.some((flag) => flag === 'fail' || flag === 'fail?');
}

/** Whether one sees another as that sees itself. */
function agree(seen: KnownNode | undefined, own: KnownNode | undefined): boolean {
  const role = (line: KnownNode | undefined) => [line?.primaryId ?? '', line?.slots ?? []];
  return JSON.stringify(role(seen)) === JSON.stringify(role(own));
}

function balance(view: ClusterView, nodes: Reporting[]): ClusterDecision | undefined {
  const primaries = nodes.filter(({ report }) => report.role === 'primary');
  const owned = new Map(primaries.map((node) => [node.shard, slotsIn(node.report.slots)]));
  const at = (shard: number) => primaryOf(shard, nodes);
  const transfers = movesFor(owned, view.shards).flatMap(({ from, to, slots }) => {
    const [giver, taker] = [at(from), at(to)];
    return giver && taker ? [{ from: giver, to: taker, slots }] : [];
  });
  return transfers.length > 0 ? { kind: 'move', transfers } : undefined;
}

/** Why somebody who runs has not answered. */
export function silence({ name, pid, process, trouble }: NodeView): string {
  if (process === 'gone') return `${name} does not run.`;
  if (process === 'frozen') return `${name} (pid ${pid}) is frozen.`;
  return `${name} does not answer: ${trouble}.`;
}
