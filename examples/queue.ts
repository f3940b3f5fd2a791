// Jobs through a failover: adds twenty a second, works them off, and says each second how it stands.
//   eval "$(npx redis-ha env --stack local --format shell)" && node examples/queue.ts
// Then in another terminal: npx redis-ha drill --stack local

// In an application: 'redis-ha-client/queue'.
import { closeAll, createQueue, createWorker } from '../client/workloads/queue/index.ts';

const name = `example-${process.pid}`;
const added = new Set<number>();
const done = new Set<number>();
const mail = createQueue<{ to: number }>(name);
const work = createWorker<{ to: number }>(name, async (job) => {
  done.add(job.data.to);
});

for (const { redis } of [mail, work]) {
  redis.ha.events.on('failover', ({ from, to, ms }) =>
    console.log(`${redis.ha.state().workload}: from ${from} to ${to} in ${ms} ms`),
  );
}

let next = 0;
async function add(to: number): Promise<void> {
  // A jobId: adding a job again, as the client does where a reply was cut off, does not make two of it.
  await mail.queue.add('mail', { to }, { jobId: `mail-${to}`, removeOnComplete: { age: 60 } });
  added.add(to);
}
// It waits while Redis is away; only closing rejects it.
const adding = setInterval(() => add(next++).catch(() => undefined), 50);

const telling = setInterval(() => {
  const waiting = [...added].filter((to) => !done.has(to)).length;
  console.log(
    `added ${added.size}, done ${done.size}, waiting ${waiting}, Redis ${mail.redis.ha.state().phase}`,
  );
}, 1000);

process.once('SIGINT', async () => {
  clearInterval(adding);
  clearInterval(telling);
  await closeAll(mail, work);
});
