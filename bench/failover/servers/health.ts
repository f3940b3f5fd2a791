import { setTimeout as sleep } from 'node:timers/promises';
import { Links } from '../../../providers/local/group/index.ts';
import { loopback, parseInfo, parsePairs } from '../../../providers/local/redis/index.ts';
import type { Servers } from './servers.ts';

const pollMs = 50;
const patienceMs = 60_000;
const linkDeadlineMs = 500;

/** What one look found. */
export interface View {
  /** Port of the primary that all Sentinels name; 0 while they do not. */
  primary: number;
  /** Servers that call themselves primary although no Sentinel does. */
  stale: number[];
  /** Ports that do not answer. */
  gone: number[];
  /** The first thing that keeps it from being healthy. */
  trouble: string | undefined;
}

/**
 * Waits until the primary has its replicas in sync and every Sentinel sees all of it. Restarts what was killed and demotes
 * what woke up stale: the Sentinels would do so too, after ten seconds, when nothing is measured any more.
 */
export async function heal(servers: Servers, signal: AbortSignal): Promise<View> {
  const links = new Links(linkDeadlineMs);
  const until = Date.now() + patienceMs;
  let restarted = false;
  try {
    for (;;) {
      signal.throwIfAborted();
      const view = await look(servers, links);
      if (view.trouble === undefined) return view;
      if (Date.now() > until) throw new Error(`The servers do not become healthy: ${view.trouble}.`);
      if (view.gone.length > 0 && !restarted) {
        restarted = true;
        await servers.restart(view.primary);
      }
      for (const port of view.stale) await demote(servers, port, view.primary, links);
      await sleep(pollMs);
    }
  } finally {
    links.close();
  }
}

/** The primary as the Sentinels name it, whatever state the others are in. */
export async function look(servers: Servers, links: Links): Promise<View> {
  const [data, sentinels] = await Promise.all([
    Promise.all(servers.data.map(async (target) => ({ target, info: await infoOf(target, links) }))),
    Promise.all(servers.sentinels.map((target) => reportOf(servers, target, links))),
  ]);
  const named = new Set(sentinels.map((report) => report?.primary));
  const [agreed] = named;
  // Nobody is restarted or demoted on the word of a few.
  if (named.size !== 1 || agreed === undefined)
    return { primary: 0, stale: [], gone: [], trouble: 'the Sentinels do not agree' };
  const masters = data.filter(({ info }) => info?.role === 'master').map(({ target }) => target.port);
  const gone = data.filter(({ info }) => info === undefined).map(({ target }) => target.port);
  return {
    primary: agreed,
    stale: masters.filter((port) => port !== agreed),
    gone,
    trouble: troubleOf(agreed, data, sentinels, servers.data.length - 1),
  };
}

type Report = { primary: number; flags: string; others: number; replicas: Record<string, string>[] };

function troubleOf(
  primary: number,
  data: { target: { port: number }; info: Record<string, string> | undefined }[],
  sentinels: (Report | undefined)[],
  replicas: number,
): string | undefined {
  for (const { target, info } of data) {
    if (!info) return `${target.port} does not answer`;
    if (target.port === primary && info.role !== 'master') return `${primary} is not primary`;
    if (target.port !== primary && (info.role !== 'slave' || Number(info.master_port) !== primary))
      return `${target.port} does not follow ${primary}`;
    if (target.port !== primary && info.master_link_status !== 'up') return `${target.port} is not in sync`;
    if (target.port === primary && Number(info.connected_slaves) < replicas) return 'a replica is missing';
  }
  for (const report of sentinels) {
    if (!report) return 'a Sentinel does not answer';
    if (report.primary !== primary || report.flags !== 'master') return 'the Sentinels are not at rest';
    if (report.others !== sentinels.length - 1) return 'the Sentinels have not found each other';
    const sound = report.replicas.filter((replica) => replica.flags === 'slave');
    if (sound.length !== replicas) return 'the Sentinels do not see all replicas';
  }
  return undefined;
}

async function infoOf(target: Servers['data'][number], links: Links) {
  const [server, replication] = await Promise.all([
    links.call(target, 'INFO', 'server').catch(() => undefined),
    links.call(target, 'INFO', 'replication').catch(() => undefined),
  ]);
  if (server === undefined || replication === undefined) return undefined;
  return { ...parseInfo(server), ...parseInfo(replication) };
}

async function reportOf(servers: Servers, target: Servers['data'][number], links: Links) {
  const name = servers.connection.sentinel.masterName;
  const [master, replicas, address] = await Promise.all([
    links.call(target, 'SENTINEL', 'MASTER', name),
    links.call(target, 'SENTINEL', 'REPLICAS', name),
    links.call(target, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', name),
  ]).catch(() => []);
  if (!Array.isArray(address)) return undefined;
  const said = parsePairs(master);
  return {
    primary: Number(address[1]),
    flags: said.flags ?? '',
    others: Number(said['num-other-sentinels']),
    replicas: Array.isArray(replicas) ? replicas.map(parsePairs) : [],
  };
}

async function demote(servers: Servers, port: number, primary: number, links: Links): Promise<void> {
  const target = servers.data.find((one) => one.port === port);
  if (target) await links.call(target, 'REPLICAOF', loopback, primary).catch(() => undefined);
}
