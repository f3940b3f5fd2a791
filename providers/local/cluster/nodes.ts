import type { SlotRange } from './slots.ts';

/** What one node of a cluster knows of another, or of itself: a line of CLUSTER NODES. */
export interface KnownNode {
  id: string;
  port: number;
  busPort: number;
  /** `myself`, `master`, `slave`, `fail?`, `fail`, `handshake`, `noaddr`, … */
  flags: string[];
  /** Whom it follows. */
  primaryId?: string;
  /** The link from who tells to the node that is told of. */
  linked: boolean;
  slots: SlotRange[];
  /** Slots that it is about to give to, or to take from, the node of that id; told by the node itself only. */
  migrating: Open[];
  importing: Open[];
}

/** A slot on its way. */
export interface Open {
  slot: number;
  /** Id of the node at the other end. */
  peer: string;
}

/** `id host:port@bus[,hostname] flags primary ping pong epoch link slot …`; slots as `7`, `7-9`, `[7->-id]` or `[7-<-id]`. */
export function parseNodes(reply: unknown): KnownNode[] {
  return String(reply)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words.length >= 8)
    .map(([id = '', address = '', flags = '', primary = '-', , , , link, ...slots]) => {
      const [, port = '0', busPort = '0'] = address.match(/:(\d+)@(\d+)/) ?? [];
      return {
        id,
        port: Number(port),
        busPort: Number(busPort),
        flags: flags.split(','),
        ...(primary !== '-' && { primaryId: primary }),
        linked: link === 'connected',
        slots: slots.flatMap(rangeIn),
        migrating: slots.flatMap((word) => openIn(word, '->-')),
        importing: slots.flatMap((word) => openIn(word, '-<-')),
      };
    });
}

/** Who of these is the one that told. */
export function myselfIn(nodes: readonly KnownNode[]): KnownNode | undefined {
  return nodes.find(({ flags }) => flags.includes('myself'));
}

function rangeIn(word: string): SlotRange[] {
  const [, from, to = from] = word.match(/^(\d+)(?:-(\d+))?$/) ?? [];
  return from === undefined ? [] : [[Number(from), Number(to)]];
}

function openIn(word: string, arrow: string): Open[] {
  const [slot, peer] = word.replace(/^\[|\]$/g, '').split(arrow);
  return word.startsWith('[') && slot && peer ? [{ slot: Number(slot), peer }] : [];
}

const shardId = /,shard-id=[0-9a-f]{40}/;

/**
 * A node's own file (nodes.conf) with the ports that other nodes have now. Left as they were, a node that starts would
 * seek them where they have gone from, and find somebody else there perhaps.
 */
export function relocated(
  file: string,
  ports: ReadonlyMap<string, { port: number; busPort: number }>,
): string {
  return file
    .split('\n')
    .map((line) => {
      const now = ports.get(line.split(' ')[0] ?? '');
      return now ? line.replace(/:\d+@\d+/, `:${now.port}@${now.busPort}`) : line;
    })
    .join('\n');
}

/**
 * A node's own file in which every replica has the shard id of its primary. Valkey 8.0 writes the one that a replica had before it joined,
 * and does not start with it again: "Unrecoverable error: corrupted cluster config file" (clusterLoadConfig, cluster_legacy.c).
 */
export function agreeing(file: string): string {
  const lines = file.split('\n');
  const shards = new Map(lines.map((line) => [line.split(' ')[0], shardId.exec(line)?.[0]]));
  return lines
    .map((line) => {
      const [, , flags = '', primary] = line.split(' ');
      const now = flags.split(',').includes('slave') ? shards.get(primary) : undefined;
      return now === undefined ? line : line.replace(shardId, now);
    })
    .join('\n');
}
