import type { ClusterView } from './look.ts';
import { type Reporting, reporting } from './look.ts';

/** Part of a server's memory that data may take after a move: the rest is for what is written meanwhile. */
const fillable = 0.9;

/**
 * Why the data of a cluster do not fit into the shards that stay, as a sentence; undefined where they do. `going`: shards that
 * have slots and shall go.
 */
export function unfit(
  view: ClusterView,
  going: readonly number[],
  staying: readonly number[],
): string | undefined {
  if (going.length === 0) return undefined;
  const serving = reporting(view).filter(serves);
  const lost = going.find((shard) => !serving.some((node) => node.shard === shard));
  if (lost !== undefined)
    return (
      `Shard ${lost} has data and shall go, but nobody who runs has them: run \`up\` with all shards first, ` +
      'then take it away.'
    );
  const data = serving.reduce((sum, { report }) => sum + report.data, 0);
  const rooms = serving.filter(({ shard }) => staying.includes(shard)).map(({ report }) => report.room);
  const room = Math.min(...rooms) * staying.length * fillable;
  if (rooms.includes(0) || data <= room) return undefined;
  return (
    `The data take ${mebibytes(data)}, and ${staying.length} shards have room for ${mebibytes(room)}: ` +
    'keep the shards, or raise memoryGb first.'
  );
}

function serves({ report }: Reporting): boolean {
  return report.role === 'primary' && report.slots.length > 0;
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
