import { type Liveness, livenessOf } from '../process/index.ts';
import { countKeys, fencePort, parseInfo, parsePairs, type Target } from '../redis/index.ts';
import { type Group, membersOnDisk, readProcess } from './folder.ts';
import { type Links, targetOf } from './links.ts';

export interface ProcessView {
  name: string;
  /** Where it listens; where it shall listen when it does not run. */
  port: number;
  pid?: number;
  process: Liveness;
  target: Target;
  /** Why a running process could not be asked. */
  trouble?: string;
}

/** What a data server says of itself. */
export interface ServerReport {
  role: 'primary' | 'replica';
  /** The port it replicates from. */
  primaryPort?: number;
  /** Started and not yet released: see fencePort. */
  fenced: boolean;
  link: 'up' | 'down' | 'syncing';
  loading: boolean;
  offset: number;
  keys: number;
  /** It persists every write before it acknowledges it (aof.c: written before the reply), so a killed process lost none. */
  persists: boolean;
}

/** What a Sentinel says of the instance. */
export interface SentinelReport {
  primaryPort: number;
  /** Of the configuration it follows; each failover has a higher one, and the higher one is right. */
  epoch: number;
  /** `master`, and any of s_down, o_down, disconnected, failover_in_progress, … */
  flags: string[];
  /** Ports of the replicas it knows. */
  replicaPorts: number[];
  /** Other Sentinels it knows. */
  others: number;
}

export interface ServerView extends ProcessView {
  report?: ServerReport;
}
export interface SentinelView extends ProcessView {
  report?: SentinelReport;
}
export interface GroupView {
  servers: ServerView[];
  sentinels: SentinelView[];
}

/** Looks at every process there shall be, and at those that still run though they shall not. Changes nothing. */
export async function look(group: Group, links: Links): Promise<GroupView> {
  const [servers, sentinels] = await Promise.all([
    eachMember(group, 'server', (view) => askServer(view, links)),
    eachMember(group, 'sentinel', (view) => askSentinel(view, group.record.instance, links)),
  ]);
  return { servers, sentinels };
}

export async function eachMember<R>(
  group: Group,
  kind: 'server' | 'sentinel',
  ask: (view: ProcessView) => Promise<R>,
): Promise<(ProcessView & { report?: R })[]> {
  const planned = kind === 'server' ? group.record.servers : group.record.sentinels;
  const left = (await membersOnDisk(group, kind)).filter((name) => !planned.some((m) => m.name === name));
  const views = await Promise.all([
    ...planned.map((member) => viewProcess(group, member.name, member.port)),
    ...left.map((name) => viewProcess(group, name, 0)),
  ]);
  const present = views.filter(
    (view) => view.process !== 'gone' || planned.some((m) => m.name === view.name),
  );
  return Promise.all(
    present.map(async (view) => {
      if (view.process !== 'running') return view;
      return ask(view).then(
        (report) => ({ ...view, report }),
        (error: Error) => ({ ...view, trouble: error.message }),
      );
    }),
  );
}

async function viewProcess(group: Group, name: string, plannedPort: number): Promise<ProcessView> {
  const started = await readProcess(group, name);
  const port = started?.port ?? plannedPort;
  const target = await targetOf(group, name, { port, tls: started?.tls ?? false });
  const process = started ? await livenessOf(started.identity) : 'gone';
  return { name, port, process, target, ...(started && process !== 'gone' && { pid: started.identity.pid }) };
}

/** The highest configuration epoch any Sentinel knows of. */
export function latestEpoch(view: GroupView): number {
  return Math.max(0, ...view.sentinels.map(({ report }) => report?.epoch ?? 0));
}

async function askServer(view: ProcessView, links: Links): Promise<ServerReport> {
  return readServer(parseInfo(await links.call(view.target, 'INFO')));
}

/** From INFO's sections replication, persistence and keyspace. */
export function readServer(info: Record<string, string>): ServerReport {
  const replica = info.role === 'slave';
  const primaryPort = replica ? Number(info.master_port) : undefined;
  const syncing = info.master_sync_in_progress === '1';
  return {
    role: replica ? 'replica' : 'primary',
    ...(primaryPort !== undefined && { primaryPort }),
    fenced: primaryPort === fencePort,
    link: !replica || info.master_link_status === 'up' ? 'up' : syncing ? 'syncing' : 'down',
    loading: info.loading === '1',
    offset: Number(info[replica ? 'slave_repl_offset' : 'master_repl_offset'] ?? 0),
    keys: countKeys(info),
    persists: info.aof_enabled === '1',
  };
}

async function askSentinel(view: ProcessView, instance: string, links: Links): Promise<SentinelReport> {
  const [primary, replicas] = await Promise.all([
    links.call(view.target, 'SENTINEL', 'MASTER', instance),
    links.call(view.target, 'SENTINEL', 'REPLICAS', instance),
  ]);
  const said = parsePairs(primary);
  // During a failover MASTER still describes the old primary; this is what clients are told.
  const address = await links.call(view.target, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', instance);
  return {
    primaryPort: Number(Array.isArray(address) ? address[1] : said.port),
    epoch: Number(said['config-epoch'] ?? 0),
    flags: (said.flags ?? '').split(','),
    replicaPorts: (Array.isArray(replicas) ? replicas : []).map((replica) =>
      Number(parsePairs(replica).port),
    ),
    others: Number(said['num-other-sentinels'] ?? 0),
  };
}
