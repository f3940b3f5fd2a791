import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Connection } from '../../../client/index.ts';
import {
  type Closable,
  closeAll,
  createProducer,
  createQueue,
  createQueueEvents,
  createWorker,
  QueueUnavailable,
} from '../../../client/workloads/queue/index.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { faults, stage } from './stage.ts';

describe('workload queue, on real servers over TLS', () => {
  let instance: LocalInstance;
  let connection: Connection;
  let primary: string;
  let open: Closable[];
  beforeEach(async () => {
    instance = await LocalInstance.make();
    open = [];
    instance.endWith(() => closeAll(...open));
    ({ connection, primary } = await stage(instance));
  });
  afterEach(() => instance.remove());

  for (const [name, fault] of Object.entries(faults)) {
    it(`processes every job through ${name}, and goes on`, async () => {
      const jobs = createQueue<number>('jobs', { connection });
      const completed = new Map<string, number>();
      const work = createWorker<number>('jobs', () => sleep(3), {
        connection,
        worker: { concurrency: 5, lockDuration: 5000, stalledInterval: 1000 },
      });
      work.worker.on('completed', ({ id = '' }) => completed.set(id, (completed.get(id) ?? 0) + 1));
      const events = createQueueEvents('jobs', { connection });
      let told = 0;
      events.events.on('completed', () => (told += 1));
      open.push(jobs, work, events);

      const acknowledged: string[] = [];
      const adding: Promise<void>[] = [];
      let running = true;
      const producing = (async () => {
        for (let n = 0; running; n += 1) {
          adding.push(jobs.queue.add('job', n).then(({ id = '' }) => void acknowledged.push(id)));
          await sleep(10);
        }
      })();
      instance.endWith(() => {
        running = false;
        // Closing ends them: those that wait for a Redis that does not come back are rejected.
        for (const each of adding) each.catch(() => undefined);
      });
      await until(() => completed.size > 50, 'jobs are processed');
      const end = await fault(instance, primary);
      await until(() => work.redis.ha.state().lastFailoverMs !== undefined, 'another server is used');
      const before = completed.size;
      await until(() => completed.size > before + 50, 'jobs are processed again');
      end();
      running = false;
      await producing;
      await Promise.all(adding);
      // One that nobody answered for is found by its lock, 5 s later.
      // And one whose completion was done but not answered is completed without this worker's knowing.
      await until(async () => {
        const unheard = acknowledged.filter((id) => !completed.has(id));
        const states = await Promise.all(unheard.map((id) => jobs.queue.getJobState(id)));
        return states.every((state) => state === 'completed');
      }, 'every acknowledged job is completed');

      expect(new Set(acknowledged).size).to.equal(acknowledged.length);
      expect(await jobs.queue.getFailedCount()).to.equal(0);
      await until(() => told > before, 'the events of after the failover are heard');
      expect(work.redis.ha.state().phase).to.equal('ready');
      expect(jobs.redis.ha.state()).to.include({ phase: 'ready', role: 'primary' });
    });
  }

  it('answers a request in time while there is no primary, and says whether the job was added', async () => {
    const { add, redis, queue, close } = createProducer<number>('mail', { connection, timeoutMs: 300 });
    open.push({ close });
    await add('first', 1);
    // No Sentinels, no failover.
    for (const n of [1, 2, 3]) process.kill(await instance.pid(`sentinel-${n}`), 'SIGKILL');
    const pid = await instance.pid(primary);
    process.kill(pid, 'SIGSTOP');
    const unknown = await add('second', 2, { jobId: 'second' }).catch((error: unknown) => error);
    expect(unknown).to.be.instanceOf(QueueUnavailable).and.include({ added: 'unknown' });
    process.kill(pid, 'SIGKILL');
    await until(() => redis.ha.state().phase === 'reconnecting', 'it is away');
    const no = await add('third', 3).catch((error: unknown) => error);
    expect(no).to.be.instanceOf(QueueUnavailable).and.include({ added: 'no' });
    await instance.up();
    await until(() => redis.ha.state().phase === 'ready', 'it is back');
    await add('second', 2, { jobId: 'second' });
    expect((await queue.getJobs()).map((job) => job.name).sort()).to.deep.equal(['first', 'second']);
  });
});
