import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

export type Reply = string | number | null | Error | Reply[];

/** Something on a port of its own that reads commands and answers what `answer` says; RESP2 alone. */
export class FakeServer {
  port = 0;
  /** Commands received, words joined by blanks. */
  readonly received: string[] = [];
  /** Accepts and reads, and never answers: what a stopped process looks like from outside. */
  frozen = false;
  protected readonly sockets = new Set<Socket>();
  #server: Server | undefined;

  async start(port = 0): Promise<this> {
    const server = createServer((socket) => this.#serve(socket));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  /** As SIGKILL does: everybody is cut off and nobody is let in. */
  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.sockets) socket.destroy();
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  get connections(): number {
    return this.sockets.size;
  }

  /** Ends the connections, and lets in whoever comes next. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  protected answer(words: string[], _socket: Socket): Reply | undefined {
    return new Error(`ERR unknown command '${words[0]}'`);
  }

  #serve(socket: Socket): void {
    this.sockets.add(socket);
    let rest = '';
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('data', (data) => {
      rest += data.toString('latin1');
      for (let read = readCommand(rest); read; read = readCommand(rest)) {
        rest = rest.slice(read.length);
        this.received.push(read.words.join(' '));
        const reply = this.frozen ? undefined : this.answer(read.words, socket);
        if (reply !== undefined) socket.write(encode(reply));
      }
    });
  }
}

/** The first whole command of `text` and how long it is. */
function readCommand(text: string): { words: string[]; length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  let at = head[0].length;
  const words: string[] = [];
  for (let i = 0; i < Number(head[1]); i += 1) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at, at + 16));
    if (!size) return undefined;
    const begin = at + size[0].length;
    at = begin + Number(size[1]) + 2;
    if (at > text.length) return undefined;
    words.push(text.slice(begin, at - 2));
  }
  return { words, length: at };
}

export function encode(reply: Reply): string {
  if (reply === null) return '*-1\r\n';
  if (reply instanceof Error) return `-${reply.message}\r\n`;
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return `$${reply.length}\r\n${reply}\r\n`;
  return `*${reply.length}\r\n${reply.map(encode).join('')}`;
}
