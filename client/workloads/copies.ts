import type { HaCluster, HaRedis } from '../create/index.ts';
import { facade } from './facade.ts';

type Client = HaRedis | HaCluster;

/** A client given to a library that duplicates it and may not close what it made: we remember, and close them with it. */
export class Copies {
  readonly #all: Client[] = [];

  /** `client` whose `duplicate()` is remembered. */
  of(client: Client): Client {
    return facade(client, {
      duplicate: (...args: Parameters<Client['duplicate']>) => this.keep(copy(client, args)),
    });
  }

  keep<T extends Client>(client: T): T {
    this.#all.push(client);
    return client;
  }

  /** At once: what they wait for has been given up by whoever asked. */
  cut(): void {
    for (const client of this.#all) client.disconnect();
  }
}

/** `duplicate` of the one and of the other take different arguments; a library that got `client` gives those of its kind. */
function copy(client: Client, args: unknown[]): Client {
  return Reflect.apply(client.duplicate, client, args);
}
