import { setTimeout as sleep } from 'node:timers/promises';
import { Links } from '../../providers/local/group/index.ts';
import { parseInfo } from '../../providers/local/redis/index.ts';
import type { Struck } from './count.ts';
import type { Servers } from './servers/index.ts';
import type { Planned, PreStop } from './systems/index.ts';
import { type Fault, now } from './types.ts';

const linkDeadlineMs = 2000;
/** How often a preStop hook looks. */
const lookMs = 1000;

export interface Blow extends Struck {
  /** Ends a freeze; does nothing after anything else. */
  wake(): void;
  /** Settles when all of it is done: a preStop hook goes on while clients move. */
  over: Promise<void>;
}

/** Does what the fault's name says to the primary. */
export async function strike(
  servers: Servers,
  planned: Planned,
  fault: Fault,
  primary: number,
): Promise<Blow> {
  const links = new Links(linkDeadlineMs);
  const over = Promise.resolve();
  try {
    const target = targetOn(servers, primary);
    const pid = Number(parseInfo(await links.call(target, 'INFO', 'server')).process_id);
    if (fault === 'planned')
      return { port: primary, wake: () => undefined, ...(await move(servers, planned, primary, pid)) };
    const at = now();
    process.kill(pid, fault === 'kill' ? 'SIGKILL' : 'SIGSTOP');
    let asleep = fault === 'freeze';
    const wake = () => {
      if (asleep) process.kill(pid, 'SIGCONT');
      asleep = false;
    };
    return { at, port: primary, wake, over };
  } finally {
    links.close();
  }
}

async function move(
  servers: Servers,
  planned: Planned,
  primary: number,
  pid: number,
): Promise<Pick<Blow, 'at' | 'over'>> {
  switch (planned.by) {
    case 'hand-over':
      if (!servers.handOver) throw new Error('These servers have no hand-over.');
      return { at: await servers.handOver(), over: Promise.resolve() };
    case 'sentinel': {
      const at = now();
      await askSentinel(servers, 'SENTINEL', 'FAILOVER', servers.connection.sentinel.masterName);
      return { at, over: Promise.resolve() };
    }
    case 'preStop': {
      const at = now();
      const over = runHook(servers, planned.hook, primary, pid);
      // Whoever waits for it meets its failure; until then nobody does.
      over.catch(() => undefined);
      return { at, over };
    }
  }
}

async function runHook(servers: Servers, hook: PreStop, primary: number, pid: number): Promise<void> {
  const name = servers.connection.sentinel.masterName;
  const target = targetOn(servers, primary);
  const links = new Links(linkDeadlineMs);
  const moved = async () => {
    if (hook.waitsFor === 'another is named') {
      const address = await askSentinel(servers, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', name);
      return Array.isArray(address) && Number(address[1]) !== primary;
    }
    const role = await links.call(target, 'ROLE').catch(() => undefined);
    return Array.isArray(role) && role[0] !== 'master';
  };
  try {
    if (hook.pauseMs !== undefined) await links.call(target, 'CLIENT', 'PAUSE', hook.pauseMs, 'WRITE');
    await askSentinel(servers, 'SENTINEL', 'FAILOVER', name);
    const until = now() + hook.limitMs;
    while (!(await moved()) && now() < until) await sleep(lookMs);
    process.kill(pid, 'SIGTERM');
  } finally {
    links.close();
  }
}

async function askSentinel(servers: Servers, ...words: [string, ...string[]]): Promise<unknown> {
  const [sentinel] = servers.sentinels;
  if (!sentinel) throw new Error('There is no Sentinel to ask.');
  const links = new Links(linkDeadlineMs);
  try {
    return await links.call(sentinel, ...words);
  } finally {
    links.close();
  }
}

function targetOn(servers: Servers, port: number): Servers['data'][number] {
  const target = servers.data.find((one) => one.port === port);
  if (target) return target;
  throw new Error(`The Sentinels name a server that is none of ours, port ${port}.`);
}
