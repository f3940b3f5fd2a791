import session, { type Store } from 'express-session';
import type { Connection } from '../../../client/connection.ts';
import { createSessionStore } from '../../../client/workloads/session/index.ts';
import { Pulse } from './pulse.ts';
import { emptyBooks, pace, type Soaked } from './soaked.ts';

/** Sessions of express-session, each written once and looked for later. */
export async function sessions(connection: Connection): Promise<Soaked> {
  const { store, redis, close } = createSessionStore({ connection });
  const books = emptyBooks();
  const pulse = new Pulse();
  let kept: string[] = [];
  let next = 0;
  const writing = pace(50, async () => {
    const id = `soak-${next++}`;
    await set(store, id).then(
      () => {
        pulse.beat();
        kept.push(id);
      },
      () => (books.rejected += 1),
    );
  });

  async function check(): Promise<void> {
    const due = kept;
    kept = [];
    const found = await Promise.all(due.map((id) => isThere(store, id)));
    books.acknowledged += due.length;
    books.lost += found.filter((there) => !there).length;
    await Promise.all(due.map((id) => destroy(store, id)));
  }

  return {
    name: 'sessions',
    clients: redis ? [redis] : [],
    books,
    pulse,
    check,
    async end() {
      await writing.stop();
      await check();
      await close();
    },
  };
}

function set(store: Store, id: string): Promise<void> {
  const fresh = { cookie: new session.Cookie() };
  return new Promise((resolve, reject) => {
    store.set(id, fresh, (error) => (error ? reject(error) : resolve()));
  });
}

function isThere(store: Store, id: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    store.get(id, (error, found) => (error ? reject(error) : resolve(Boolean(found))));
  });
}

function destroy(store: Store, id: string): Promise<void> {
  return new Promise((resolve) => store.destroy(id, () => resolve()));
}
