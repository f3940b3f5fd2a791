import path from 'node:path';
import type { Member } from '../layout.ts';
import { type Belief, files, readBelief } from '../redis/index.ts';
import { type Group, memberFolder, membersOnDisk, readProcess, readText } from './folder.ts';
import { Links } from './links.ts';
import { look } from './view.ts';

const linkDeadlineMs = 1000;

/** Somebody's word for who is primary. */
interface Word {
  primaryPort: number;
  epoch: number;
}

/**
 * What a Sentinel begins with: the word of whoever heard of the latest failover, among the Sentinels that run,
 * the files of all, and the instance's own record. Its own file may be old: a Sentinel that could not save, or
 * whose folder was moved, would start with a primary that is none any more.
 */
export async function beliefFor(group: Group, name: string): Promise<Belief> {
  const { instance, sentinels, primary, epoch } = group.record;
  const [ports, others, beliefs, live] = await Promise.all([
    presentServers(group),
    listeningAt(group, sentinels),
    writtenBeliefs(group, instance),
    liveWords(group),
  ]);
  const recorded = ports.find((server) => server.name === primary) ?? ports[0];
  const written = [...beliefs.values()].map(({ primaryPort, configEpoch }) => ({
    primaryPort,
    epoch: configEpoch,
  }));
  const words = [...live, { primaryPort: recorded?.port ?? 0, epoch }, ...written];
  const latest = latestWord(words, ports);
  return {
    primaryPort: latest.primaryPort,
    configEpoch: latest.epoch,
    // The epoch of its own vote, so that it does not vote twice in one.
    leaderEpoch: beliefs.get(name)?.leaderEpoch ?? 0,
    currentEpoch: Math.max(latest.epoch, ...[...beliefs.values()].map((belief) => belief.currentEpoch)),
    replicaPorts: ports.map((server) => server.port).filter((port) => port !== latest.primaryPort),
    sentinels: others.filter((sentinel) => sentinel.name !== name),
  };
}

/**
 * The highest epoch wins, as among Sentinels; the first of equals. A port that nobody has any more does not count,
 * but then the word needs a higher epoch than its own: Sentinels that still name that port take it up by that.
 */
export function latestWord(words: Word[], servers: Member[]): Word {
  const isKnown = (word: Word) => servers.some((server) => server.port === word.primaryPort);
  const fallback = { primaryPort: servers[0]?.port ?? 0, epoch: 0 };
  const best = words
    .filter(isKnown)
    .reduce((a, b) => (b.epoch > a.epoch ? b : a), words.find(isKnown) ?? fallback);
  const outdated = words.filter((word) => !isKnown(word)).map((word) => word.epoch + 1);
  return { ...best, epoch: Math.max(best.epoch, ...outdated) };
}

async function liveWords(group: Group): Promise<Word[]> {
  const links = new Links(linkDeadlineMs);
  try {
    return (await look(group, links)).sentinels.flatMap(({ report }) => report ?? []);
  } finally {
    links.close();
  }
}

/** By the Sentinel's name. */
async function writtenBeliefs(group: Group, instance: string) {
  const names = await membersOnDisk(group, 'sentinel');
  const read = await Promise.all(
    names.map(async (name) => {
      const file = await readText(path.join(memberFolder(group, name), files.sentinelConfig));
      const belief = file === undefined ? undefined : readBelief(file, instance);
      return belief ? [[name, belief] as const] : [];
    }),
  );
  return new Map(read.flat());
}

/**
 * The servers there are, where they listen or will: those there shall be, and those that still have a process. One
 * that is to go may be the primary until it has handed over.
 */
export async function presentServers(group: Group): Promise<Member[]> {
  const { servers } = group.record;
  const left = (await membersOnDisk(group, 'server')).filter((name) => !servers.some((s) => s.name === name));
  const going = await Promise.all(
    left.map(async (name) => ({ name, port: (await readProcess(group, name))?.port })),
  );
  const running = going.flatMap(({ name, port }) => (port === undefined ? [] : [{ name, port }]));
  return [...(await listeningAt(group, servers)), ...running];
}

function listeningAt(group: Group, members: Member[]): Promise<Member[]> {
  return Promise.all(
    members.map(async ({ name, port }) => ({ name, port: (await readProcess(group, name))?.port ?? port })),
  );
}
