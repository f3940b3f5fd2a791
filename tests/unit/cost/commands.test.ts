// What the sizing model takes for granted of the client's workloads, counted on a server.

import { expect } from 'chai';
import { Redis } from 'ioredis';
import { afterEach, describe, it } from 'mocha';
import { createCache } from '../../../client/workloads/cache/index.ts';
import { closeAll, createQueue, createWorker } from '../../../client/workloads/queue/index.ts';
import { createRateLimiter } from '../../../client/workloads/rateLimit.ts';
import { createSessionStore } from '../../../client/workloads/session/index.ts';
import { usualLoad } from '../../../cost/index.ts';
import { until } from '../../local/until.ts';
import { Browser, startShop } from '../../workloads/shop.ts';
import { Server } from '../client/server.ts';

/** Part of a connection, not of a workload. */
const ofConnections = ['hello', 'auth', 'client', 'info', 'ping', 'script', 'select', 'command', 'quit'];

describe('the sizing model', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function watched() {
    const server = await Server.start();
    ends.push(() => server.remove());
    const plain = new Redis(server.port);
    plain.on('error', () => undefined);
    ends.push(() => plain.quit());
    await plain.ping();
    const monitor = await plain.monitor();
    ends.push(async () => monitor.disconnect());
    const sent: string[] = [];
    monitor.on('monitor', (_time: string, [name = '']: string[], source: string) => {
      if (source !== 'lua' && !ofConnections.includes(name.toLowerCase())) sent.push(name.toLowerCase());
    });
    /** What `run` made the clients send. */
    const count = async (run: () => Promise<unknown>): Promise<number> => {
      const before = sent.length;
      await run();
      await plain.echo('done');
      await until(() => sent.includes('echo', before), 'the monitor has seen all');
      return sent.length - before - 1;
    };
    return { connection: server.connection, count };
  }

  it('knows how many commands a request sends, with its limit, its session and two looks into the cache', async () => {
    const { connection, count } = await watched();
    const limit = createRateLimiter({ connection, points: 1000, duration: 60, instances: 1 });
    const { store, close } = createSessionStore({ connection });
    const shop = await startShop(store);
    const cache = createCache({ connection });
    ends.push(
      () => limit.close(),
      close,
      () => shop.close(),
      () => cache.close(),
    );
    const browser = new Browser(shop.url);
    const request = async () => {
      await limit.limiter.consume('user');
      await browser.visit();
      await cache.get('entity');
      await cache.get('listing');
    };
    await request();
    const commands = await count(async () => {
      for (let i = 0; i < 50; i++) await request();
    });
    expect(commands / 50).to.be.closeTo(usualLoad.commandsPerRequest, 0.5);
  });

  it('knows how many commands a job sends', async () => {
    const { connection, count } = await watched();
    let done = 0;
    const mail = createQueue('mail', { connection });
    const work = createWorker(
      'mail',
      async () => {
        done += 1;
      },
      { connection },
    );
    ends.push(() => closeAll(mail, work));
    await mail.queue.add('mail', {});
    await until(() => done === 1, 'the worker works');
    const commands = await count(async () => {
      for (let i = 0; i < 100; i++) {
        await mail.queue.add('mail', {});
        await until(() => done === i + 2, 'the job is done');
      }
    });
    expect(commands / 100).to.be.closeTo(usualLoad.commandsPerJob, 0.5);
  });
});
