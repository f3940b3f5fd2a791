// The process that writes, one for each run: numbered writes at an even pace, none waiting for the one before.

import { setTimeout as sleep } from 'node:timers/promises';
import { type Ack, now } from '../types.ts';
import type { Account, ClientName, Order, Told } from './messages.ts';
import type { OpenWriter, Writer } from './writer.ts';

const everyMs = 4;
const tellEveryMs = 20;
/** What is on its way when it is stopped may still arrive. */
const drainMs = 300;

const openers: Record<ClientName, () => Promise<OpenWriter>> = {
  ours: async () => (await import('./ours.ts')).openOurs,
  ioredis: async () => {
    const { openIoredis } = await import('./ioredis.ts');
    return (connection) => openIoredis(connection);
  },
  'ioredis-detector': async () => {
    const { openIoredis } = await import('./ioredis.ts');
    return (connection) => openIoredis(connection, { failoverDetector: true });
  },
  plan: async () => (await import('./plan.ts')).openPlan,
  'node-redis': async () => (await import('./nodeRedis.ts')).openNodeRedis,
};

const acks: Ack[] = [];
let rejected = 0;
let sent = 0;

process.once('message', (order: Order) => {
  write(order).catch((error: Error) => end(false, error.message));
});
process.on('uncaughtException', (error) => end(true, error.message));
process.on('disconnect', () => process.exit(1));

async function write({ client, connection, key }: Order): Promise<void> {
  const open = await openers[client]();
  const writer = await open(connection);
  const writing = setInterval(() => send(writer, key, sent++), everyMs);
  const telling = setInterval(() => {
    tell({ kind: 'progress', acked: acks.length, last: acks.at(-1) ?? null, ended: writer.ended() });
  }, tellEveryMs);
  process.once('message', async () => {
    clearInterval(writing);
    clearInterval(telling);
    const ended = writer.ended();
    await sleep(drainMs);
    end(ended, null);
  });
}

function send(writer: Writer, key: string, id: number): void {
  const refused = () => {
    rejected += 1;
  };
  try {
    writer.write(key, id).then(() => acks.push({ id, at: now(), port: writer.port() }), refused);
  } catch {
    refused();
  }
}

function end(ended: boolean, crash: string | null): void {
  const account: Account = {
    kind: 'account',
    acks,
    rejected,
    open: sent - acks.length - rejected,
    ended,
    crash,
  };
  process.send?.(account, () => process.exit(0));
}

function tell(told: Told): void {
  process.send?.(told);
}
