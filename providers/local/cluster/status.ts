import { setTimeout as sleep } from 'node:timers/promises';
import type { InstanceStatus, NodeStatus } from '../../backend.ts';
import { type Group, Links, silenceSentence } from '../group/index.ts';
import { loopback } from '../redis/index.ts';
import { primaryOf } from './decide.ts';
import { type ClusterView, lookAtCluster, type NodeView, type Reporting, reporting } from './look.ts';
import { countSlots, slotCount } from './slots.ts';

const linkDeadlineMs = 500;
/** A busy replica is always a little behind: it counts as caught up once it reaches what its primary had at the first look. */
const catchUpMs = 1000;

/** How one cluster really is, from its processes. `found`: what is known to be wrong besides. */
export async function clusterStatus(
  name: string,
  wantsTls: boolean,
  group: Group,
  found: readonly string[],
): Promise<InstanceStatus> {
  const links = new Links(linkDeadlineMs);
  try {
    const view = await lookAtCluster(group, links);
    const late = await laggards(group, view, links);
    const behind = late.map((node) => `${node} has not caught up with its primary.`);
    return describeCluster(name, wantsTls, view, [...found, ...(await silenceOf(view)), ...behind]);
  } finally {
    links.close();
  }
}

/** Why those who do not answer do not. */
function silenceOf({ nodes }: ClusterView): Promise<string[]> {
  const silent = nodes.filter(({ report }) => !report);
  return Promise.all(silent.map((node) => silenceSentence(node)));
}

/** Replicas that stay behind the offset their primary had at the first look. */
async function laggards(group: Group, first: ClusterView, links: Links): Promise<string[]> {
  const goals = new Map(reporting(first).map(({ report }) => [report.id, report.offset]));
  const until = Date.now() + catchUpMs;
  let view = first;
  for (;;) {
    const behind = reporting(view).filter(
      ({ report }) => report.link === 'up' && report.offset < (goals.get(report.primaryId ?? '') ?? 0),
    );
    if (behind.length === 0 || Date.now() > until) return behind.map((node) => node.name);
    await sleep(25);
    view = await lookAtCluster(group, links);
  }
}

/**
 * How a cluster is. Healthy: every node there shall be runs, every slot has a primary, every shard its replicas in sync, no
 * slot stands open, and all nodes say the same.
 */
export function describeCluster(
  name: string,
  wantsTls: boolean,
  view: ClusterView,
  found: readonly string[],
): InstanceStatus {
  const nodes = reporting(view);
  const covered = new Set(
    nodes.flatMap(({ report }) => report.slots.flatMap(([from, to]) => range(from, to))),
  );
  const agree = nodes.filter(({ report }) => report.serves && seesAll(report.known)).length;
  const problems = [
    ...found,
    ...slotProblems(covered.size),
    ...view.shards.flatMap((shard) => shardProblems(shard, view, nodes)),
    ...agreementProblems(nodes, agree),
    ...leftovers(view),
  ];
  const running = view.nodes.filter(({ process }) => process !== 'gone');
  return {
    name,
    topology: 'cluster',
    healthy: problems.length === 0,
    tls: running.length > 0 ? running.every(({ target }) => target.ca !== undefined) : wantsTls,
    nodes: view.nodes.map(nodeStatus),
    cluster: { slots: covered.size, known: view.nodes.length, agree, shards: view.shards.length },
    problems,
  };
}

function nodeStatus({ name, shard, port, pid, report, process, trouble }: NodeView): NodeStatus {
  const note = process === 'gone' ? 'does not run' : process === 'frozen' ? 'frozen' : trouble;
  const slots = report && countSlots(report.slots);
  return {
    name,
    role: report?.role ?? 'unknown',
    host: loopback,
    port,
    ...(pid !== undefined && { pid }),
    up: report !== undefined,
    shard,
    ...(slots !== undefined && slots > 0 && { slots }),
    ...(report && { link: report.link, offset: report.offset }),
    ...(note !== undefined && { note }),
  };
}

function slotProblems(covered: number): string[] {
  return covered === slotCount ? [] : [`${slotCount - covered} of ${slotCount} slots have no primary.`];
}

function shardProblems(shard: number, view: ClusterView, nodes: Reporting[]): string[] {
  const primary = primaryOf(shard, nodes);
  if (!primary) return [`Shard ${shard} has no primary.`];
  const planned = nodes.filter((node) => node.shard === shard && node.planned && node !== primary);
  const astray = planned.filter(({ report }) => report.primaryId !== primary.report.id);
  const apart = planned.filter(({ report }) => report.role === 'replica' && report.link !== 'up');
  const slotless = primary.report.slots.length === 0 && view.shards.includes(shard);
  return [
    ...(slotless ? [`Shard ${shard} has no slots: \`up\` gives it its share.`] : []),
    ...astray.map((node) => `${node.name} does not follow ${primary.name}: \`up\` tells it to.`),
    ...apart.map(({ name, report }) => `${name} has lost its link to its primary (${report.link}).`),
  ];
}

function agreementProblems(nodes: Reporting[], agree: number): string[] {
  const open = nodes.filter(({ report }) =>
    report.known.some(({ migrating, importing }) => migrating.length + importing.length > 0),
  );
  const fenced = nodes.filter(({ report }) => report.fenced);
  return [
    ...(agree < nodes.length ? [`Only ${agree} of ${nodes.length} nodes see all others and serve.`] : []),
    ...open.map(({ name }) => `${name} has a slot that is on its way: a move was cut short, \`up\` goes on.`),
    ...fenced.map(({ name }) => `${name} was started and not taken in yet: \`up\` does that.`),
  ];
}

/** Nodes that shall not be there any more. */
function leftovers(view: ClusterView): string[] {
  return view.nodes
    .filter(({ planned }) => !planned)
    .map(({ name }) => `${name} shall go: run \`up\` again.`);
}

function seesAll(known: Reporting['report']['known']): boolean {
  return known.every(
    ({ linked, flags }) => linked && !flags.some((flag) => flag === 'fail' || flag === 'fail?'),
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
