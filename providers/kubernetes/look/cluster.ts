import type { InstanceStatus, NodeStatus } from '../../backend.ts';
import type { ClusterApi, Found } from '../api/index.ts';
import { dataPort, type Member, type Plan, serversOf, shardSetName } from '../plan.ts';
import { askNode, type NodeAnswer } from './ask.ts';
import { podOf, podProblems, refusals, serverStatus, whyNot } from './pods.ts';

const slotCount = 16_384;

/** A node, and what it answered. */
export interface Node {
  member: Member;
  answer?: NodeAnswer;
}

/** How one cluster is. */
export async function lookAtCluster(plan: Plan, api: ClusterApi, found: Found): Promise<InstanceStatus> {
  const there = serversOf(plan).map(({ pod }) => podOf(found, pod) !== undefined);
  const nodes = await askNodes(plan, api, (_, i) => there[i] === true);
  const problems = [
    ...refusals(
      found,
      plan.shards.map((shard) => [shardSetName(plan, shard), plan.servers] as const),
    ),
    ...podProblems(
      found,
      nodes.map(({ member }) => member.pod),
    ),
    ...clusterProblems(plan.shards, nodes),
  ];
  return {
    name: plan.name,
    topology: 'cluster',
    healthy: problems.length === 0,
    tls: plan.tls,
    nodes: nodes.map((node) => nodeStatus(node, whyNot(found, node.member.pod))),
    cluster: {
      slots: coveredBy(nodes),
      shards: plan.shards.length,
      known: nodes.length,
      agree: nodes.filter(({ answer }) => answer?.agrees).length,
    },
    problems,
  };
}

/** Every node that is `wanted`, asked in its own pod. */
export function askNodes(
  plan: Plan,
  api: ClusterApi,
  wanted: (member: Member, position: number) => boolean = () => true,
): Promise<Node[]> {
  return Promise.all(
    serversOf(plan).map(async (member, i) => {
      const answer = wanted(member, i)
        ? await askNode(api, plan.own.namespace, member.pod, dataPort)
        : undefined;
      return { member, ...(answer && { answer }) };
    }),
  );
}

/** The primaries of a shard: those that have slots. */
export function primariesIn(shard: number, nodes: readonly Node[]): Node[] {
  return nodes.filter(
    ({ member, answer }) => member.shard === shard && answer !== undefined && leads(answer),
  );
}

/** What keeps a cluster from being whole, from what its nodes say. */
export function clusterProblems(shards: readonly number[], nodes: readonly Node[]): string[] {
  const covered = coveredBy(nodes);
  const answering = nodes.flatMap(({ member, answer }) => (answer ? [{ ...member, ...answer }] : []));
  const agree = answering.filter(({ agrees }) => agrees).length;
  return [
    ...(covered === slotCount ? [] : [`${slotCount - covered} of ${slotCount} slots have no primary.`]),
    ...shards.flatMap((shard) => shardProblems(shard, nodes)),
    ...(agree < answering.length
      ? [`Only ${agree} of ${answering.length} nodes see all others and serve.`]
      : []),
    ...answering
      .filter(({ open }) => open)
      .map(({ pod }) => `${pod} has a slot that is on its way: slots are being moved.`),
  ];
}

function shardProblems(shard: number, nodes: readonly Node[]): string[] {
  const [primary, ...more] = primariesIn(shard, nodes);
  if (!primary) return [`Shard ${shard} has no primary with slots.`];
  if (more.length > 0) {
    const names = [primary, ...more].map(({ member }) => member.pod);
    return [`${names.join(' and ')} each take themselves for the primary of shard ${shard}.`];
  }
  return nodes
    .filter(({ member }) => member.shard === shard && member !== primary.member)
    .flatMap(({ member, answer }) => {
      if (!answer) return [];
      if (answer.primaryId !== primary.answer?.id)
        return [`${member.pod} does not follow ${primary.member.pod}.`];
      return answer.link === 'up' ? [] : [`${member.pod} has lost its link to its primary (${answer.link}).`];
    });
}

function leads({ role, slots }: NodeAnswer): boolean {
  return role === 'primary' && slots > 0;
}

function coveredBy(nodes: readonly Node[]): number {
  const slots = nodes.reduce((sum, { answer }) => sum + (answer && leads(answer) ? answer.slots : 0), 0);
  return Math.min(slotCount, slots);
}

function nodeStatus({ member, answer }: Node, note: string | undefined): NodeStatus {
  const { shard } = member;
  return {
    ...serverStatus(member, answer, note),
    ...(shard !== undefined && { shard }),
    ...(answer && leads(answer) && { slots: answer.slots }),
  };
}
