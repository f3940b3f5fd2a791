import {
  eachMember,
  type Group,
  type Links,
  memberFolder,
  type ProcessView,
  readServer,
  readText,
  type ServerReport,
} from '../group/index.ts';
import { shardOf } from '../layout.ts';
import { fence, files, parseInfo, parsePairs } from '../redis/index.ts';
import { type KnownNode, myselfIn, parseNodes } from './nodes.ts';
import type { SlotRange } from './slots.ts';

/** What a cluster's node says of itself and of the others. */
export interface NodeReport extends Omit<ServerReport, 'primaryPort'> {
  id: string;
  /** Id of the node that it follows. */
  primaryId?: string;
  /** Slots that it serves as their primary. */
  slots: SlotRange[];
  /** All that it knows, itself included. */
  known: KnownNode[];
  /** It serves its slots: it sees most primaries. */
  serves: boolean;
  /** Bytes that its data take, and that they may take; 0 is no limit. */
  data: number;
  room: number;
}

export interface NodeView extends ProcessView {
  shard: number;
  /** It shall be there; one that shall not still runs. */
  planned: boolean;
  report?: NodeReport;
  /** Its id by its own file, whether it runs or not. */
  fileId?: string;
}

export interface ClusterView {
  nodes: NodeView[];
  /** Numbers of the shards there shall be. */
  shards: number[];
}

/** A node that has answered. */
export type Reporting = NodeView & { report: NodeReport };

export function reporting(view: ClusterView): Reporting[] {
  return view.nodes.filter((node): node is Reporting => node.report !== undefined);
}

/** Looks at every node there shall be, and at those that still run though they shall not. Changes nothing. */
export async function lookAtCluster(group: Group, links: Links): Promise<ClusterView> {
  const planned = new Set(group.record.servers.map(({ name }) => name));
  const seen = await eachMember(group, 'server', (view) => askNode(view, links));
  const nodes = await Promise.all(
    seen.map(async (view) => ({
      ...view,
      shard: shardOf(view.name) ?? 0,
      planned: planned.has(view.name),
      ...(await fileIdOf(group, view.name)),
    })),
  );
  const shards = [...new Set(nodes.filter((node) => node.planned).map(({ shard }) => shard))];
  return { nodes, shards: shards.sort((a, b) => a - b) };
}

/** A node that does not run comes back as the one its file names; without a file as a new one. */
async function fileIdOf(group: Group, name: string): Promise<{ fileId?: string }> {
  const file = await readText(`${memberFolder(group, name)}/${files.nodes}`);
  const id = file === undefined ? undefined : myselfIn(parseNodes(file))?.id;
  return id === undefined ? {} : { fileId: id };
}

async function askNode({ target }: ProcessView, links: Links): Promise<NodeReport> {
  const [info, nodes, cluster, access] = await Promise.all([
    links.call(target, 'INFO').then(parseInfo),
    links.call(target, 'CLUSTER', 'NODES').then(parseNodes),
    links.call(target, 'CLUSTER', 'INFO').then(parseInfo),
    links.call(target, 'ACL', 'GETUSER', 'default').then(parsePairs),
  ]);
  const me = myselfIn(nodes);
  if (!me) throw new Error('it does not name itself among the nodes of its cluster');
  const { primaryPort: _, ...server } = readServer(info);
  return {
    ...server,
    // Its own word is quicker than the one of INFO, which waits for the replication link.
    role: me.flags.includes('slave') ? 'replica' : 'primary',
    id: me.id,
    ...(me.primaryId !== undefined && { primaryId: me.primaryId }),
    fenced: access.commands?.split(' ').includes(fence) ?? true,
    slots: me.slots,
    known: nodes,
    serves: cluster.cluster_state === 'ok',
    data: Number(info.used_memory_dataset ?? 0),
    room: roomIn(Number(info.maxmemory ?? 0), Number(info.repl_backlog_size ?? 0)),
  };
}

/** The replication backlog counts as used memory (evict.c, freeMemoryGetNotCountedMemory); it never takes more than data do. */
function roomIn(limit: number, backlog: number): number {
  return Math.max(limit - backlog, limit / 2);
}
