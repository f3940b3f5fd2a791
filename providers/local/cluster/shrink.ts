import path from 'node:path';
import { type Group, Links, memberFolder, membersOnDisk, readText } from '../group/index.ts';
import { type Member, shardOf } from '../layout.ts';
import { files } from '../redis/index.ts';
import { unfit } from './fits.ts';
import { lookAtCluster } from './look.ts';
import { myselfIn, parseNodes } from './nodes.ts';

const linkDeadlineMs = 1000;

/** Why an instance cannot be left with these servers, as a sentence: shards that would go have data that fit nowhere else. */
export async function cannotShrink(group: Group, servers: readonly Member[]): Promise<string | undefined> {
  const staying = [...new Set(servers.map(({ name }) => shardOf(name) ?? 0))];
  const going = (await shardsOnDisk(group)).filter((shard) => !staying.includes(shard));
  if (going.length === 0) return undefined;
  const links = new Links(linkDeadlineMs);
  try {
    return unfit(await lookAtCluster(group, links), going, staying);
  } finally {
    links.close();
  }
}

/** Those of which a server's own file says that it has slots. */
async function shardsOnDisk(group: Group): Promise<number[]> {
  const names = await membersOnDisk(group, 'server');
  const found = await Promise.all(
    names.map(async (name) => {
      const file = await readText(path.join(memberFolder(group, name), files.nodes));
      const me = file === undefined ? undefined : myselfIn(parseNodes(file));
      return me && me.slots.length > 0 ? [shardOf(name) ?? 0] : [];
    }),
  );
  return [...new Set(found.flat())];
}
