import { setTimeout as sleep } from 'node:timers/promises';
import type { WriterClient } from './client.ts';

/** One write and what became of it. */
export interface Write {
  writer: number;
  /** Counts from 0 for each writer; the value that is stored. */
  id: number;
  outcome: 'waiting' | 'acked' | 'rejected';
  /** Milliseconds since 1970: of the acknowledgement or rejection, of the sending while it waits. */
  at: number;
  /** Milliseconds from sending to the outcome; 0 while it waits. */
  ms: number;
  /** Who acknowledged it. */
  node: string | null;
}

/** What counting needs of an acknowledged write. */
export type Acked = Pick<Write, 'writer' | 'id' | 'at' | 'node'>;

interface Settings {
  /** One writer each. */
  clients: readonly WriterClient[];
  /** One for each client. */
  keys: readonly string[];
  /** Milliseconds between two writes of one writer. Default 8. */
  everyMs?: number;
}

const stopMs = 5000;

/** Clients that each write numbered entries at a steady pace, none waiting for the one before, until they are stopped. */
export class Writers {
  readonly writes: Write[] = [];
  /** Who acknowledged last. */
  node: string | null = null;
  /** Who acknowledged each writer's last. */
  readonly nodes: (string | null)[];
  acked = 0;
  rejected = 0;
  readonly #settings: Settings;
  readonly #timer: NodeJS.Timeout;
  readonly #next: number[];
  #turn = 0;

  constructor(settings: Settings) {
    const { clients, everyMs = 8 } = settings;
    this.#settings = settings;
    this.#next = clients.map(() => 0);
    this.nodes = clients.map(() => null);
    this.#timer = setInterval(() => this.#write(), everyMs / clients.length);
  }

  /** How many there are. */
  get count(): number {
    return this.#settings.clients.length;
  }

  /** No more writes; ends when all on the way are answered, or have not been for 5 s. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const until = Date.now() + stopMs;
    while (this.acked + this.rejected < this.writes.length && Date.now() < until) await sleep(10);
  }

  #write(): void {
    const writer = this.#turn;
    this.#turn = (writer + 1) % this.count;
    const client = this.#settings.clients[writer];
    const key = this.#settings.keys[writer];
    if (!client || key === undefined) return;
    const id = this.#next[writer] ?? 0;
    this.#next[writer] = id + 1;
    const write: Write = { writer, id, outcome: 'waiting', at: Date.now(), ms: 0, node: null };
    this.writes.push(write);
    const sent = performance.now();
    const end = (outcome: Write['outcome'], node: string | null) => {
      Object.assign(write, { outcome, at: Date.now(), ms: performance.now() - sent, node });
    };
    client.push(key, String(id)).then(
      () => {
        end('acked', client.node(key));
        this.acked += 1;
        this.node = write.node;
        this.nodes[writer] = write.node;
      },
      () => {
        end('rejected', null);
        this.rejected += 1;
      },
    );
  }
}
