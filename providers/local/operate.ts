import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  BackendOperations,
  Deployment,
  FaultName,
  InstanceStatus,
  NodeStatus,
  SentinelStatus,
} from '../backend.ts';
import { clusterStatus } from './cluster/index.ts';
import { type DeployedGroup, deployedGroups, openDeployed } from './deployed.ts';
import {
  agreedPort,
  type Group,
  type GroupView,
  Links,
  look,
  openGroup,
  recordFile,
  type ServerView,
  silenceSentence,
  unpromotable,
} from './group/index.ts';
import { quorumOf, topologyOf } from './layout.ts';
import { loopback } from './redis/index.ts';

const linkDeadlineMs = 500;
/** A busy replica is always a little behind: it counts as caught up once it reaches what the primary had at the first look. */
const catchUpMs = 1000;

/** How every instance of the stack really is, from its processes. */
export function status(deployment: Deployment): Promise<InstanceStatus[]> {
  return Promise.all(deployedGroups(deployment).map(instanceStatus));
}

/** See BackendOperations. */
export function dataFolders(deployment: Deployment): string[] {
  return deployedGroups(deployment).map(({ group }) => group.folder);
}

/** See BackendOperations. */
export const faults: readonly FaultName[] = ['kill', 'freeze', 'planned', 'sentinel', 'replica', 'rolling'];

/** See BackendOperations. What strikes and mends is loaded when it is needed: `status` is quick. */
export const inject: NonNullable<BackendOperations['inject']> = async (deployment, instance, fault, o) => {
  const { strike } = await import('./faults/index.ts');
  return strike(deployment, instance, fault, o);
};

/** See BackendOperations. */
export const failover: NonNullable<BackendOperations['failover']> = async (deployment, instance, o) => {
  const { failOver } = await import('./faults/index.ts');
  return failOver(await openDeployed(deployment, instance), o);
};

async function instanceStatus({ name, tls, group }: DeployedGroup): Promise<InstanceStatus> {
  const topology = topologyOf(group.record);
  const damage = await damageOf(name, group.folder);
  if (damage.lost) return { name, topology, healthy: false, tls, nodes: [], problems: damage.problems };
  const now = { ...group, ...(await openGroup(group.folder)) };
  if (topology === 'cluster') return clusterStatus(name, tls, now, damage.problems);
  const links = new Links(linkDeadlineMs);
  try {
    const view = await look(now, links);
    const lag = await laggards(now, view, links);
    const bound = await unpromotable(view, links);
    return await describe(name, tls, view, [...damage.problems, ...behind(lag), ...cutShort(bound)]);
  } finally {
    links.close();
  }
}

/** What is wrong with the instance's files, before anybody is asked. */
async function damageOf(name: string, folder: string): Promise<{ lost: boolean; problems: string[] }> {
  if (!existsSync(folder)) {
    const problem = `The folder of ${name} is gone: \`up\` makes it anew, without its data.`;
    return { lost: true, problems: [problem] };
  }
  if (await openGroup(folder)) return { lost: false, problems: [] };
  const problem = `${recordFile} in the folder of ${name} is gone: \`up\` writes it again; data and passwords are kept.`;
  return { lost: false, problems: [problem] };
}

async function describe(
  name: string,
  wantsTls: boolean,
  view: GroupView,
  found: string[],
): Promise<InstanceStatus> {
  const reports = view.sentinels.flatMap((sentinel) => sentinel.report ?? []);
  const quorum = quorumOf(view.sentinels.length);
  const port = agreedPort(reports, quorum);
  const sentinels: SentinelStatus = {
    known: view.sentinels.length,
    agree: reports.filter((report) => report.primaryPort === port).length,
    quorum,
    ...(port !== undefined && { primary: { host: loopback, port } }),
  };
  const problems = [
    ...found,
    ...(await processProblems(view)),
    ...roleProblems(view, port),
    ...agreementProblems(sentinels),
  ];
  const primary = view.servers.find(({ report }) => report?.role === 'primary');
  const running = [...view.servers, ...view.sentinels].filter(({ process }) => process !== 'gone');
  return {
    name,
    topology: 'replicated',
    healthy: problems.length === 0,
    tls: running.length > 0 ? running.every(({ target }) => target.ca !== undefined) : wantsTls,
    ...(primary && { primary: { host: loopback, port: primary.port } }),
    nodes: view.servers.map(nodeStatus),
    sentinels,
    problems,
  };
}

function nodeStatus({ name, port, pid, report, process, trouble }: ServerView): NodeStatus {
  const note = process === 'gone' ? 'does not run' : process === 'frozen' ? 'frozen' : trouble;
  return {
    name,
    role: report && !report.fenced ? report.role : 'unknown',
    host: loopback,
    port,
    ...(pid !== undefined && { pid }),
    up: report !== undefined,
    ...(report && { link: report.link, offset: report.offset }),
    ...(note !== undefined && { note }),
  };
}

async function processProblems(view: GroupView): Promise<string[]> {
  const silent = [...view.servers, ...view.sentinels].filter((member) => !member.report);
  return Promise.all(silent.map((member) => silenceSentence(member)));
}

function roleProblems(view: GroupView, agreed: number | undefined): string[] {
  const primaries = view.servers.filter(({ report }) => report?.role === 'primary');
  const [primary] = primaries;
  if (!primary) return ['There is no primary.'];
  const several = primaries.map((server) => server.name).join(' and ');
  if (primaries.length > 1) return [`${several} each take themselves for the primary.`];
  const disowned = agreed !== undefined && agreed !== primary.port;
  const apart = view.servers.filter(({ report }) => report?.role === 'replica' && report.link !== 'up');
  return [
    ...(disowned ? [`${primary.name} is primary, but the Sentinels name port ${agreed}.`] : []),
    ...apart.map(({ name, report }) => `${name} has lost its link to the primary (${report?.link}).`),
  ];
}

function agreementProblems({ known, agree, quorum, primary }: SentinelStatus): string[] {
  if (!primary) return [`The Sentinels do not agree on a primary: ${quorum} of ${known} must.`];
  return agree < known ? [`Only ${agree} of ${known} Sentinels name the primary.`] : [];
}

function behind(servers: string[]): string[] {
  return servers.map((server) => `${server} has not caught up with the primary.`);
}

function cutShort(servers: string[]): string[] {
  return servers.map(
    (server) =>
      `${server} could not take over: a hand-over is under way, or was cut short: \`up\` ends that.`,
  );
}

/** Replicas that stay behind the offset the primary had at the first look. */
async function laggards(group: Group, first: GroupView, links: Links): Promise<string[]> {
  const goal = first.servers.find(({ report }) => report?.role === 'primary')?.report?.offset ?? 0;
  const until = Date.now() + catchUpMs;
  let view = first;
  for (;;) {
    const behind = view.servers.filter(
      ({ report }) => report?.role === 'replica' && report.link === 'up' && report.offset < goal,
    );
    if (behind.length === 0 || Date.now() > until) return behind.map((server) => server.name);
    await sleep(25);
    view = await look(group, links);
  }
}
