import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SentinelEvents } from '../../cli/drill/index.ts';
import { Links } from '../../providers/local/group/index.ts';
import { begin, countRun, type Struck } from './count.ts';
import { heal, type Servers } from './servers/index.ts';
import { type Blow, strike } from './strike.ts';
import type { System } from './systems/index.ts';
import { type Fault, now, type Run } from './types.ts';
import { Writing } from './writer/index.ts';

/** Writes that must be acknowledged before anything happens. */
const warmUpWrites = 100;
const warmUpMs = 20_000;
/** The fault meets the Sentinels' timers, of a second at most, at any moment. */
const phaseMs = 1000;
/** How long after a promotion a second failover is looked for. */
const watchMs = 4000;
/** How long writes are watched after they go on, and how long a frozen server sleeps on. */
const afterMs = 1000;
/** A frozen server wakes this long after it was replaced, whether its client has left it or not. */
const wakeMs = 5000;
const pollMs = 20;
/** Published some 10 ms before the server is primary. */
const promotionOrdered = '+failover-state-wait-promotion';
const readMs = 10_000;

/** One fault: heals the servers, writes, strikes, waits until writes go on elsewhere, and counts. */
export async function drill(
  system: System,
  servers: Servers,
  fault: Fault,
  round: number,
  signal: AbortSignal,
): Promise<Run> {
  const key = `bench:${randomUUID()}`;
  const { primary } = await heal(servers, signal);
  const events = new SentinelEvents({ connection: servers.connection });
  const writing = new Writing({ client: system.client, connection: servers.connection, key });
  try {
    await events.ready();
    await until(() => writing.progress.acked >= warmUpWrites, warmUpMs, signal, 'No write is acknowledged');
    await sleep(Math.random() * phaseMs, undefined, { signal });
    const started = new Date().toISOString();

    // On the events' clock, which has no fractions.
    const called = Date.now();
    const blow = await strike(servers, system.planned, fault, primary);
    const struck = { ...blow, at: begin(blow, events.all, called) };
    const recovered = () => isElsewhere(writing, struck);
    const promoted = () => promotionIn(events, struck);
    await waitForRecovery({ recovered, promoted, system, struck, writing, signal });
    await sleep(afterMs, undefined, { signal });
    struck.wake();
    await struck.over;
    await heal(servers, signal);
    await waitOut(struck, promoted() ?? now(), signal);

    const end = now();
    const account = await writing.stop();
    return {
      system: system.name,
      fault,
      round,
      started,
      ...countRun({
        fault,
        struck,
        acks: account.acks,
        stored: await stored(servers, key, signal),
        events: events.all,
        masterName: servers.connection.sentinel.masterName,
        end,
      }),
      rejected: account.rejected,
      client_dead: account.ended || account.crash !== null,
    };
  } finally {
    await writing.kill();
    events.close();
  }
}

interface Waiting {
  recovered(): boolean;
  promoted(): number | undefined;
  system: System;
  struck: Blow;
  writing: Writing;
  signal: AbortSignal;
}

/** Until writes go on, the client has given up, or the limit is over; a frozen server wakes in between. */
async function waitForRecovery({ recovered, promoted, system, struck, writing, signal }: Waiting) {
  const limit = struck.at + system.limitMs;
  while (!recovered() && now() < limit) {
    const promotion = promoted();
    if (promotion !== undefined && now() > promotion + wakeMs) struck.wake();
    if (writing.progress.ended && promotion !== undefined) return;
    await sleep(pollMs, undefined, { signal });
  }
}

function isElsewhere({ progress: { last } }: Writing, struck: Struck): boolean {
  return last !== null && last.at > struck.at && last.port !== null && last.port !== struck.port;
}

function promotionIn(events: SentinelEvents, struck: Struck): number | undefined {
  return events.all.find(({ at, channel }) => at > struck.at && channel === promotionOrdered)?.at;
}

async function waitOut(struck: Struck, promotion: number, signal: AbortSignal): Promise<void> {
  const rest = Math.max(promotion, struck.at) + watchMs - now();
  if (rest > 0) await sleep(rest, undefined, { signal });
}

/** What the present primary holds; the list goes with the reading. */
async function stored(servers: Servers, key: string, signal: AbortSignal): Promise<number[]> {
  const { primary } = await heal(servers, signal);
  const links = new Links(readMs);
  try {
    const target = servers.data.find(({ port }) => port === primary);
    if (!target) throw new Error(`The Sentinels name a server that is none of ours, port ${primary}.`);
    const list = await links.call(target, 'LRANGE', key, 0, -1);
    await links.call(target, 'DEL', key);
    return Array.isArray(list) ? list.map(Number) : [];
  } finally {
    links.close();
  }
}

async function until(condition: () => boolean, ms: number, signal: AbortSignal, late: string): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${late} within ${ms / 1000} s.`);
    await sleep(pollMs, undefined, { signal });
  }
}
