import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import session, { type Store } from 'express-session';

declare module 'express-session' {
  interface SessionData {
    visits?: number;
  }
}

/** A real application with sessions: it counts the visits of each browser. */
export async function startShop(store: Store): Promise<{ url: string; close(): Promise<void> }> {
  const app = express();
  app.use(session({ store, secret: 'of a test', resave: false, saveUninitialized: false }));
  app.post('/visit', (request, response) => {
    request.session.visits = (request.session.visits ?? 0) + 1;
    response.json(request.session.visits);
  });
  app.post('/leave', (request, response, next) => {
    request.session.destroy((error: unknown) => (error ? next(error) : response.json('left')));
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Keeps its cookie. */
export class Browser {
  readonly #url: string;
  #cookie: string | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** How often it was there, as the shop knows. */
  async visit(): Promise<number> {
    return Number(await this.#post('/visit'));
  }

  async leave(): Promise<void> {
    await this.#post('/leave');
  }

  async #post(path: string): Promise<unknown> {
    const headers = this.#cookie === undefined ? {} : { cookie: this.#cookie };
    const response = await fetch(this.#url + path, { method: 'POST', headers });
    if (!response.ok) throw new Error(`The shop answered ${response.status}: ${await response.text()}`);
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return response.json();
  }
}
