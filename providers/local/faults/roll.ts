import type { Deployment, Injected, Watched } from '../../backend.ts';
import { lookAtCluster, reporting } from '../cluster/index.ts';
import { type Group, Links, look, stopProcess } from '../group/index.ts';
import { topologyOf } from '../layout.ts';
import { failOver } from './failover.ts';
import { mend } from './mend.ts';

const linkDeadlineMs = 1000;

/** Restarts every server, as a new version would: replicas first, each primary after it has handed over, one at a time. */
export async function roll(deployment: Deployment, group: Group, watched: Watched): Promise<Injected> {
  const at = Date.now();
  const primaries = await primariesOf(group);
  const names = group.record.servers.map(({ name }) => name);
  const replicas = names.filter((name) => !primaries.includes(name));
  let down: string | undefined;
  const heal = async (healing: Watched) => {
    if (down !== undefined) await mend(deployment, group, down, healing);
    down = undefined;
  };
  try {
    for (const name of [...replicas, ...primaries]) {
      watched.signal.throwIfAborted();
      if (primaries.includes(name)) await failOver(group, { ...watched, to: heirOf(name, replicas) });
      down = name;
      await stopProcess(group, name);
      await heal(watched);
    }
  } finally {
    // Interrupted or not: nobody stays down.
    await heal({ ...watched, signal: new AbortController().signal });
  }
  return { at, target: names[0] ?? '', heal };
}

/** Of the same shard where there are shards; undefined lets the hand-over choose. */
function heirOf(name: string, replicas: readonly string[]): string | undefined {
  return replicas.find((replica) => replica.replace(/-\d+$/, '') === name.replace(/-\d+$/, ''));
}

async function primariesOf(group: Group): Promise<string[]> {
  const links = new Links(linkDeadlineMs);
  try {
    const nodes =
      topologyOf(group.record) === 'cluster'
        ? reporting(await lookAtCluster(group, links))
        : (await look(group, links)).servers;
    return nodes.filter(({ report }) => report?.role === 'primary').map(({ name }) => name);
  } finally {
    links.close();
  }
}
