import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import {
  type ChannelMessage,
  ConfigurationError,
  channelName,
  RedisDisabled,
} from '../../../../client/index.ts';
import {
  type Closable,
  closeAll,
  createFlowProducer,
  createProducer,
  createQueue,
  createQueueEvents,
  createWorker,
} from '../../../../client/workloads/queue/index.ts';
import { freePorts } from '../../../local/instance.ts';
import { until } from '../../../local/until.ts';
import { startCluster } from '../clusterServers.ts';
import { Server } from '../server.ts';

describe('client: queues of BullMQ', () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  const opened = <T extends Closable>(open: T): T => {
    ends.push(open.close);
    return open;
  };
  async function server(): Promise<Server> {
    const one = await Server.start();
    ends.push(() => one.remove());
    return one;
  }

  it('need Redis, and say so where it is switched off', () => {
    const env = { REDIS_ENABLED: 'false' };
    const needing = [
      () => createQueue('mail', { env }),
      () => createProducer('mail', { env }),
      () => createWorker('mail', async () => undefined, { env }),
      () => createQueueEvents('mail', { env }),
      () => createFlowProducer({ env }),
    ];
    for (const make of needing) expect(make).to.throw(RedisDisabled, 'cannot do without');
  });

  it('refuse what BullMQ cannot bear', async () => {
    const { connection } = await server();
    const refused = (options: Record<string, unknown>) => () => createQueue('mail', { connection, options });
    expect(refused({ keyPrefix: 'app:' })).to.throw(ConfigurationError, 'keyPrefix');
    expect(refused({ maxRetriesPerRequest: 3 })).to.throw(ConfigurationError, 'maxRetriesPerRequest');
  });

  it('leave no client behind where BullMQ refuses to be made', async () => {
    const { connection } = await server();
    const closed: string[] = [];
    const note = (message: unknown) => {
      const { event, state } = message as ChannelMessage;
      if (event === 'closed') closed.push(state.workload);
    };
    subscribe(channelName, note);
    ends.push(async () => void unsubscribe(channelName, note));
    expect(() => createQueue('a:b', { connection })).to.throw('cannot contain :');
    const worker = { stalledInterval: 0 };
    expect(() => createWorker('a', async () => 1, { connection, worker })).to.throw('stalledInterval');
    await until(() => ['queue', 'worker'].every((each) => closed.includes(each)), 'both clients are closed');
  });

  it('answer all who add while Redis is away, however many they are', async () => {
    const endpoints = [{ host: '127.0.0.1', port: await freePorts(1) }];
    const connection = { topology: 'standalone' as const, endpoints, tls: { enabled: false } };
    const { add } = opened(createProducer<number>('mail', { connection, timeoutMs: 50 }));
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    ends.push(async () => void process.off('warning', note));
    const answers = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => add('letter', n)));
    for (const answer of answers) expect(answer).to.have.nested.property('reason.added', 'no');
    expect(warnings).to.deep.equal([]);
    expect(() => createProducer('mail', { connection, timeoutMs: 0 })).to.throw(
      ConfigurationError,
      'timeoutMs',
    );
  });

  it('share one connection between queues and flows, and work off what is added, parents after children', async () => {
    const { connection } = await server();
    const mail = opened(createQueue<number>('mail', { connection }));
    const post = opened(createQueue<number>('post', { redis: mail.redis }));
    const flows = opened(createFlowProducer({ redis: mail.redis }));
    const done: string[] = [];
    for (const name of ['mail', 'post']) {
      opened(createWorker(name, async (job) => void done.push(job.name), { connection }));
    }
    await post.queue.add('letter', 1);
    await flows.flow.add({
      name: 'parent',
      queueName: 'mail',
      children: [{ name: 'child', queueName: 'post' }],
    });
    await until(() => done.length === 3, 'all are done');
    expect(done.indexOf('child')).to.be.lessThan(done.indexOf('parent'));
    // The other's close leaves the client that was given to it.
    await post.close();
    expect(mail.redis.ha.state().phase).to.equal('ready');
  });

  it('let a job finish that is under way when the worker is closed', async () => {
    const { connection } = await server();
    const mail = opened(createQueue<number>('mail', { connection }));
    let finish: (() => void) | undefined;
    const slow = () => new Promise<void>((resolve) => (finish = resolve));
    const work = createWorker<number>('mail', slow, { connection });
    await mail.queue.add('slow', 1);
    await until(() => finish !== undefined, 'it is under way');
    const closed = closeAll(mail, work);
    finish?.();
    await closed;
    const again = opened(createQueue<number>('mail', { connection }));
    expect(await again.queue.getCompletedCount()).to.equal(1);
  });

  it('close also where Redis never was there', async () => {
    const away = await Server.start();
    await away.remove();
    const { connection } = away;
    const work = createWorker('mail', async () => undefined, { connection, closeTimeoutMs: 100 });
    const mail = createQueue('mail', { connection });
    await closeAll(work, mail);
    expect([work.redis, mail.redis].map((redis) => redis.ha.state().phase)).to.deep.equal([
      'closed',
      'closed',
    ]);
  });

  it('keep to one slot of a cluster, and refuse a prefix that would not', async () => {
    const cluster = await startCluster(2);
    ends.push(cluster.remove);
    const { connection } = cluster;
    const done: number[] = [];
    const mail = opened(createQueue<number>('mail', { connection }));
    const work = opened(
      createWorker<number>('mail', async ({ data }) => void done.push(data), { connection }),
    );
    await mail.queue.addBulk([1, 2, 3].map((data) => ({ name: 'letter', data })));
    await until(() => done.length === 3, 'all are done');
    expect([mail.queue.opts.prefix, work.worker.opts.prefix]).to.deep.equal(['{bull}', '{bull}']);
    expect(() => createQueue('mail', { connection, prefix: 'app' })).to.throw(ConfigurationError, '{app}');
  });
});
