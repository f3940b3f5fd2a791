import type { Connection } from '../../../client/connection.ts';
import { createCache } from '../../../client/workloads/cache/index.ts';
import { Pulse } from './pulse.ts';
import { emptyBooks, pace, type Soaked } from './soaked.ts';

/** Values asked of a cache, which never answers with an error of Redis and never with another key's value. */
export async function cache(connection: Connection): Promise<Soaked> {
  const values = createCache({ connection, prefix: 'soak:cache:' });
  const books = emptyBooks();
  const pulse = new Pulse();
  let next = 0;
  const asking = pace(50, async () => {
    const id = next++ % 100;
    await values
      .getOrSet(`value-${id}`, 2000, () => ({ id }))
      .then(
        (value) => {
          pulse.beat();
          books.acknowledged += 1;
          if (value.id !== id) books.lost += 1;
        },
        () => (books.rejected += 1),
      );
  });
  return {
    name: 'cache',
    clients: values.redis ? [values.redis] : [],
    books,
    pulse,
    check: () => Promise.resolve(),
    async end() {
      await asking.stop();
      await values.close();
    },
  };
}
