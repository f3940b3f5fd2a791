import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../../client/connection.ts';
import { closeAll, createQueue, createWorker } from '../../../client/workloads/queue/index.ts';
import { Pulse } from './pulse.ts';
import { emptyBooks, eventually, pace, type Soaked } from './soaked.ts';

// A job that was fetched and whose reply was cut off is found by its lock: 30 s, and then up to 5 s more.
const orphanMs = 60_000;

/** Jobs of BullMQ; one counts as lost that is not completed in the end. */
export async function jobs(connection: Connection): Promise<Soaked> {
  const books = emptyBooks();
  const pulse = new Pulse();
  const waiting = new Set<number>();
  const done = new Map<number, number>();
  const mail = createQueue<number>('soak', { connection });
  const work = createWorker<number>(
    'soak',
    async ({ data }) => {
      await sleep(2);
      pulse.beat();
      done.set(data, (done.get(data) ?? 0) + 1);
    },
    { connection, worker: { concurrency: 5, removeOnComplete: { count: 100 } } },
  );
  let next = 0;
  const adding = pace(50, async () => {
    const id = next++;
    await mail.queue.add('job', id).then(
      () => waiting.add(id),
      () => (books.rejected += 1),
    );
  });

  function settle(): void {
    for (const id of waiting) {
      const times = done.get(id);
      if (times === undefined) continue;
      books.acknowledged += 1;
      books.twice += times > 1 ? 1 : 0;
      waiting.delete(id);
    }
  }

  return {
    name: 'jobs',
    clients: [mail.redis, work.redis],
    books,
    pulse,
    check: async () => settle(),
    async end() {
      await adding.stop();
      await eventually(orphanMs, () => {
        settle();
        return waiting.size === 0;
      });
      books.acknowledged += waiting.size;
      books.lost = waiting.size;
      await closeAll(work, mail);
    },
  };
}
