import type { Connection } from '../../../client/connection.ts';
import { createRedis } from '../../../client/index.ts';
import { Pulse } from './pulse.ts';
import { emptyBooks, pace, type Soaked } from './soaked.ts';

/** Numbers at the end of a list, none waiting for the one before; of another list after each check. */
export async function writes(connection: Connection): Promise<Soaked> {
  const redis = createRedis({ workload: 'session', connection, options: { maxRetriesPerRequest: null } });
  const books = emptyBooks();
  const pulse = new Pulse();
  const acknowledged = new Map<number, number[]>();
  let turn = 0;
  let next = 0;
  const writing = pace(20, async () => {
    const id = next++;
    const list = turn;
    await redis.rpush(keyOf(list), id).then(
      () => {
        pulse.beat();
        acknowledged.set(list, [...(acknowledged.get(list) ?? []), id]);
      },
      () => (books.rejected += 1),
    );
  });

  async function check(): Promise<void> {
    turn += 1;
    // The list that was in use may have a write under way still.
    const due = [...acknowledged].filter(([list]) => list < turn - 1);
    for (const [list, ids] of due) {
      const times = Map.groupBy((await redis.lrange(keyOf(list), 0, -1)).map(Number), (id) => id);
      books.acknowledged += ids.length;
      books.lost += ids.filter((id) => !times.has(id)).length;
      books.twice += ids.filter((id) => (times.get(id)?.length ?? 0) > 1).length;
      acknowledged.delete(list);
      await redis.del(keyOf(list));
    }
  }

  return {
    name: 'writes',
    clients: [redis],
    books,
    pulse,
    check,
    async end() {
      await writing.stop();
      turn += 1;
      await check();
      await redis.ha.close();
    },
  };
}

function keyOf(list: number): string {
  return `soak:writes:${list}`;
}
