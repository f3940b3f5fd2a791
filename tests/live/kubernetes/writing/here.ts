import { randomUUID } from 'node:crypto';
import { type ClientConnection, haClient, openClient } from '../../../../cli/drill/write/client.ts';
import { Writers } from '../../../../cli/drill/write/writers.ts';
import { within } from '../../../../client/sentinel/wire/within.ts';
import type { Account, OpenWriter, Writing } from './writing.ts';

/** One writer each. In a cluster of three shards there is one for every shard: slots 15495, 3300, 7365, 11298. */
const tags = ['a', 'b', 'c', 'd'];
const readMs = 30_000;

/** The writers of `redis-ha drill`, in this process. */
export function writeHere(at: ClientConnection, open: OpenWriter = haClient): Writing {
  const keys = tags.map((tag) => `trial:{${tag}}:${randomUUID()}`);
  const clients = keys.map(() => open(at));
  const writers = new Writers({ clients, keys });
  return {
    get acked() {
      return writers.acked;
    },
    get node() {
      return writers.node;
    },
    get ackedAt() {
      return writers.writes.findLast(({ outcome }) => outcome === 'acked')?.at ?? 0;
    },
    async stop() {
      await writers.stop();
      const [stored] = await Promise.all([storedIn(at, keys), ...clients.map((client) => client.close())]);
      return { writes: writers.writes, stored };
    },
  };
}

async function storedIn(at: ClientConnection, keys: readonly string[]): Promise<Account['stored']> {
  const reader = openClient(at);
  try {
    const lists = await within(readMs, Promise.all(keys.map((key) => reader.lrange(key, 0, -1))));
    await within(readMs, Promise.all(keys.map((key) => reader.del(key))));
    return lists.map((list) => list.map(Number));
  } finally {
    await reader.ha.close({ timeoutMs: 1000 });
  }
}
