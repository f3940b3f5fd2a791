import type { Socket } from 'node:net';
import type { Endpoint } from '../../../../client/sentinel/index.ts';
import { encode, FakeServer, type Reply } from './server.ts';

let created = 0;

/** A Sentinel that says whatever it is told to say. */
export class FakeSentinel extends FakeServer {
  readonly id = `run-${++created}`;
  primary: Endpoint;
  epoch = 1;
  others: { id: string; endpoint: Endpoint }[] = [];
  password: string | undefined;
  /** What happens when it is asked for the primary, before it answers: room to change one's mind. */
  whenAsked: () => void = () => undefined;
  /** Answers this instead of the primary's address: nothing that is known, or nonsense. */
  instead: Reply | undefined;
  readonly #subscribers = new Set<Socket>();

  constructor(primary: Endpoint) {
    super();
    this.primary = primary;
  }

  get endpoint(): Endpoint {
    return { host: '127.0.0.1', port: this.port };
  }

  get listeners(): number {
    return [...this.#subscribers].filter((socket) => this.sockets.has(socket)).length;
  }

  promote({ host, port }: Endpoint): void {
    this.publish(
      '+failover-state-wait-promotion',
      `slave ${host}:${port} ${host} ${port} @ test 127.0.0.1 1`,
    );
  }

  switchTo({ host, port }: Endpoint): void {
    this.primary = { host, port };
    this.epoch += 1;
    this.publish('+switch-master', `test 127.0.0.1 1 ${host} ${port}`);
  }

  publish(channel: string, message: string): void {
    const abort = channel.startsWith('-failover-abort-');
    const frame = abort ? ['pmessage', '-failover-abort-*', channel, message] : ['message', channel, message];
    for (const socket of this.#subscribers) if (this.sockets.has(socket)) socket.write(encode(frame));
  }

  protected override answer(words: string[], socket: Socket): Reply | undefined {
    const [command, sub] = words.map((word) => word.toUpperCase());
    if (command === 'AUTH')
      return words.at(-1) === this.password ? 'OK' : new Error('WRONGPASS invalid password');
    if (command === 'PING') return this.#subscribers.has(socket) ? ['pong', ''] : 'PONG';
    if (command === 'SUBSCRIBE' || command === 'PSUBSCRIBE')
      return this.#subscribe(command, words.slice(1), socket);
    if (command !== 'SENTINEL') return 'OK';
    if (sub === 'MYID') return this.id;
    if (sub === 'MASTER') return ['name', 'test', 'config-epoch', String(this.epoch)];
    if (sub === 'SENTINELS') {
      return this.others.map(({ id, endpoint }) => [
        'runid',
        id,
        'ip',
        endpoint.host,
        'port',
        String(endpoint.port),
      ]);
    }
    const { host, port } = this.primary;
    this.whenAsked();
    if (this.instead !== undefined) return this.instead;
    return this.frozen ? undefined : [host, String(port)];
  }

  #subscribe(command: string, names: string[], socket: Socket): undefined {
    this.#subscribers.add(socket);
    names.forEach((name, i) => {
      const before = command === 'PSUBSCRIBE' ? 6 : 1;
      socket.write(encode([command.toLowerCase(), name, before + i]));
    });
    return undefined;
  }
}
