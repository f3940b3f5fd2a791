import type { Deployment, InstanceStatus, NodeStatus } from '../../backend.ts';
import { ClusterApi, type Found } from '../api/index.ts';
import { plansOf } from '../deployed.ts';
import { selectorOf } from '../manifests/meta.ts';
import {
  dataPort,
  isCluster,
  type Member,
  type Plan,
  quorum,
  sentinelCount,
  sentinelsOf,
  serversOf,
} from '../plan.ts';
import { askServer } from './ask.ts';
import { lookAtCluster } from './cluster.ts';
import { podOf, podProblems, refusals, serverStatus, whyNot } from './pods.ts';
import { agreedOf, namedBySentinels } from './primary.ts';

/** How every instance of the stack is. Fails with a sentence where the cluster cannot be reached. */
export function look(deployment: Deployment): Promise<InstanceStatus[]> {
  return Promise.all(plansOf(deployment).map(lookAt));
}

async function lookAt(plan: Plan): Promise<InstanceStatus> {
  const { name, own } = plan;
  const api = new ClusterApi(own.context ?? '');
  const found = await api.find(own.namespace, selectorOf(plan));
  if (isCluster(plan)) return lookAtCluster(plan, api, found);
  const [nodes, named] = await Promise.all([
    Promise.all(serversOf(plan).map((member) => nodeOf(plan, api, found, member))),
    namedBySentinels(api, plan),
  ]);
  const primary = agreedOf(named);
  const agree = named.filter((host) => host !== undefined && host === primary).length;
  const problems = [
    ...refusals(found, [
      [plan.data, plan.servers],
      [plan.sentinel, sentinelCount],
    ]),
    ...podProblems(
      found,
      [...serversOf(plan), ...sentinelsOf(plan)].map(({ pod }) => pod),
    ),
    ...proxyProblems(plan, found),
    ...roleProblems(nodes, primary),
    ...(agree < named.length ? [`Only ${agree} of ${named.length} Sentinels name the primary.`] : []),
  ];
  return {
    name,
    topology: 'replicated',
    healthy: problems.length === 0,
    tls: plan.tls,
    ...(primary !== undefined && { primary: { host: primary, port: dataPort } }),
    nodes,
    sentinels: {
      known: named.length,
      agree,
      quorum,
      ...(primary !== undefined && { primary: { host: primary, port: dataPort } }),
    },
    problems,
  };
}

async function nodeOf(plan: Plan, api: ClusterApi, found: Found, member: Member): Promise<NodeStatus> {
  const { pod } = member;
  const answer = podOf(found, pod) && (await askServer(api, plan.own.namespace, pod, dataPort));
  return serverStatus(member, answer, whyNot(found, pod));
}

/** Its pods have names that nobody chose. */
function proxyProblems(plan: Plan, found: Found): string[] {
  const { enabled, replicas } = plan.own.proxy;
  if (!enabled) return [];
  const pods = found.pods.flatMap(({ metadata }) =>
    metadata?.labels?.['app.kubernetes.io/component'] === 'proxy' ? (metadata.name ?? []) : [],
  );
  const lacking = replicas - pods.length;
  return [
    ...(lacking > 0 ? [`Of ${replicas} proxies ${lacking} ${lacking === 1 ? 'is' : 'are'} not there.`] : []),
    ...podProblems(found, pods),
  ];
}

function roleProblems(nodes: readonly NodeStatus[], agreed: string | undefined): string[] {
  const primaries = nodes.filter(({ role }) => role === 'primary');
  const [primary] = primaries;
  if (primary === undefined) return ['There is no primary.'];
  if (primaries.length > 1)
    return [`${primaries.map(({ name }) => name).join(' and ')} each take themselves for the primary.`];
  return [
    ...(agreed !== undefined && agreed !== primary.host
      ? [`${primary.name} is primary, but the Sentinels name ${agreed}.`]
      : []),
    ...nodes
      .filter(({ role, link }) => role === 'replica' && link !== 'up')
      .map(({ name, link }) => `${name} has lost its link to the primary (${link}).`),
  ];
}
