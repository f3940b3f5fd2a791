// Each workload as an application has it, at work until it is ended: what it got done, what went wrong, and what is missing.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client';
import type { Connection } from '../../../client/index.ts';
import { createCache } from '../../../client/workloads/cache/index.ts';
import { closeAll, createQueue, createWorker } from '../../../client/workloads/queue/index.ts';
import { createRateLimiter } from '../../../client/workloads/rateLimit.ts';
import { createSessionStore } from '../../../client/workloads/session/index.ts';
import { createStreamsAdapter } from '../../../client/workloads/socketio/index.ts';
import { until } from '../../local/until.ts';
import { Browser, startShop } from '../../workloads/shop.ts';

export interface Running {
  name: string;
  /** What it got done so far, and how much more shows that it goes on. */
  done(): number;
  steps: number;
  /** What an application should not have seen. */
  wrong(): unknown[];
  /** Ends the work and tells what is missing of what was done. */
  lost(): Promise<unknown[]>;
  /** Ends everything, whatever came before. */
  end(): Promise<void>;
}

/** Does something again and again until it is ended. */
function loop(work: () => Promise<unknown>, pauseMs: number) {
  let over = false;
  const running = (async () => {
    while (!over) {
      await work();
      await sleep(pauseMs);
    }
  })();
  return async () => {
    over = true;
    await running;
  };
}

export async function cached(connection: Connection): Promise<Running> {
  const cache = createCache({ connection });
  const errors: unknown[] = [];
  let answers = 0;
  const ask = async (page: number) => {
    const text = await cache.getOrSet(`page-${page}`, 600_000, async () => `text of ${page}`);
    if (text !== `text of ${page}`) errors.push(text);
    answers += 1;
  };
  const pages = Array.from({ length: 5 }, (_, i) => i);
  const stop = loop(
    () => Promise.all(pages.map((page) => ask(page).catch((error) => errors.push(error)))),
    50,
  );
  return {
    name: 'cache',
    done: () => answers,
    steps: 30,
    wrong: () => errors,
    async lost() {
      await stop();
      return [];
    },
    async end() {
      await stop();
      await cache.close();
    },
  };
}

export async function remembered(connection: Connection): Promise<Running> {
  const sessions = createSessionStore({ connection });
  const shop = await startShop(sessions.store);
  const errors: unknown[] = [];
  const people = Array.from({ length: 4 }, () => ({
    browser: new Browser(shop.url),
    visits: [] as number[],
  }));
  const stops = people.map(({ browser, visits }) =>
    loop(
      () =>
        browser.visit().then(
          (visit) => visits.push(visit),
          (error) => errors.push(error),
        ),
      20,
    ),
  );
  const stop = () => Promise.all(stops.map((one) => one()));
  return {
    name: 'session',
    done: () => Math.min(...people.map(({ visits }) => visits.length)),
    steps: 5,
    wrong: () => errors,
    async lost() {
      await stop();
      // A session that was lost would begin at 1 again, a visit that was lost would come twice.
      return people.filter(({ visits }) => visits.some((visit, i) => visit !== i + 1));
    },
    async end() {
      await stop();
      await shop.close();
      await sessions.close();
    },
  };
}

export async function limited(connection: Connection): Promise<Running> {
  const { limiter, close } = createRateLimiter({ points: 100, duration: 600, instances: 1, connection });
  const errors: unknown[] = [];
  let [allowed, refused] = [0, 0];
  const stop = loop(
    () =>
      limiter.consume('somebody').then(
        () => {
          allowed += 1;
        },
        (answer: unknown) => {
          if (answer instanceof Error) errors.push(answer);
          else refused += 1;
        },
      ),
    20,
  );
  return {
    name: 'rate limit',
    done: () => allowed + refused,
    steps: 20,
    wrong: () => errors,
    async lost() {
      await stop();
      // Its own limit, and once the one that holds in memory while Redis is away.
      return allowed <= 200 ? [] : [`${allowed} allowed`];
    },
    async end() {
      await stop();
      await close();
    },
  };
}

export async function queued(connection: Connection): Promise<Running> {
  const jobs = createQueue<number>('jobs', { connection });
  const work = createWorker<number>('jobs', () => sleep(3), {
    connection,
    worker: { concurrency: 5, lockDuration: 5000, stalledInterval: 1000 },
  });
  const completed = new Set<string>();
  const acknowledged: string[] = [];
  const errors: unknown[] = [];
  work.worker.on('completed', ({ id = '' }) => completed.add(id));
  work.worker.on('failed', (job, error) => errors.push(`job ${job?.id}: ${error.message}`));
  let next = 0;
  const add = () =>
    jobs.queue.add('job', next++).then(
      ({ id = '' }) => acknowledged.push(id),
      (error) => errors.push(error),
    );
  const stop = loop(add, 30);
  return {
    name: 'queue',
    done: () => completed.size,
    steps: 30,
    wrong: () => errors,
    async lost() {
      await stop();
      const missing = () => acknowledged.filter((id) => !completed.has(id));
      // One that nobody answered for is found by its lock, 5 s later.
      await until(() => missing().length === 0, 'every acknowledged job is completed').catch(() => undefined);
      return missing();
    },
    async end() {
      await stop();
      await closeAll(jobs, work);
    },
  };
}

export async function chatted(connection: Connection): Promise<Running> {
  const [one, other] = [await serve(connection), await serve(connection)];
  await until(async () => (await one.io.of('/').adapter.serverCount()) === 2, 'they know each other');
  const socket = connect(other.url, { transports: ['websocket'] });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const heard = new Set<number>();
  socket.on('news', (n: number) => heard.add(n));
  let sent = 0;
  const stop = loop(async () => one.io.emit('news', sent++), 30);
  return {
    name: 'chat',
    done: () => heard.size,
    steps: 20,
    wrong: () => [],
    async lost() {
      await stop();
      const missed = () => Array.from({ length: sent }, (_, n) => n).filter((n) => !heard.has(n));
      await until(() => missed().length === 0, 'every broadcast arrives').catch(() => undefined);
      return missed();
    },
    async end() {
      await stop();
      socket.close();
      for (const { io, open } of [one, other]) {
        await io.close();
        await open.close();
      }
    },
  };
}

async function serve(connection: Connection) {
  const open = createStreamsAdapter({ connection });
  const http = createServer();
  const io = new Server(http, { adapter: open.adapter });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return { io, open, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}
