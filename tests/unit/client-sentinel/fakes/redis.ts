import { FakeServer, type Reply } from './server.ts';

/** A data server with a role and a handful of keys. */
export class FakeRedis extends FakeServer {
  role: 'master' | 'slave';
  password: string | undefined;
  /** Its ACL user may not say ROLE. */
  withoutRole = false;
  /** What happens when it is asked for INFO, before it answers: the last step of a client's handshake. */
  whenAsked: () => void = () => undefined;
  readonly values = new Map<string, string>();

  constructor(role: 'master' | 'slave', password?: string) {
    super();
    this.role = role;
    this.password = password;
  }

  protected override answer(words: string[]): Reply {
    const [command, ...rest] = words;
    switch (command?.toUpperCase()) {
      case 'HELLO':
        // ioredis falls back to RESP2, as with Redis 5; the watcher asks for RESP2 at once.
        return rest[0] === '2'
          ? ['proto', 2, 'role', this.role]
          : new Error('NOPROTO unsupported protocol version');
      case 'AUTH':
        return rest.at(-1) === this.password ? 'OK' : new Error('WRONGPASS invalid username-password pair');
      case 'ROLE':
        return this.withoutRole ? new Error('NOPERM no permission') : [this.role, 0, []];
      case 'INFO':
        this.whenAsked();
        return `# Replication\r\nrole:${this.role}\r\nloading:0\r\n`;
      case 'SET':
        if (this.role === 'slave') return new Error("READONLY You can't write against a read only replica.");
        this.values.set(rest[0] ?? '', rest[1] ?? '');
        return 'OK';
      case 'GET':
        return this.values.get(rest[0] ?? '') ?? null;
      default:
        return 'OK';
    }
  }
}
