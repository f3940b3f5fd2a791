import { Redis, type RedisOptions } from 'ioredis';
import {
  type SentinelConnectorClass,
  type SentinelOptions,
  sentinelConnector,
  type WatcherEvent,
} from '../../../../client/sentinel/index.ts';
import { FakeRedis } from './redis.ts';
import { FakeSentinel } from './sentinel.ts';

/** Milliseconds: a test waits for no more than it must. */
export const quick = { sentinelCommand: 200, connect: 300, promotion: 300, patience: 500, linger: 300 };

/** Three Sentinels, a primary and a replica, and the clients a test makes; `end` ends them all. */
export class World {
  readonly primary = new FakeRedis('master');
  readonly replica = new FakeRedis('slave');
  sentinels: FakeSentinel[] = [];
  readonly clients: Redis[] = [];
  readonly connectors: SentinelConnectorClass[] = [];
  readonly events: WatcherEvent[] = [];
  /** Statuses `end` and messages of errors of all clients. */
  readonly ends: Redis[] = [];
  readonly errors: Error[] = [];

  static async make(): Promise<World> {
    const world = new World();
    await Promise.all([world.primary.start(), world.replica.start()]);
    world.sentinels = await Promise.all([1, 2, 3].map(() => new FakeSentinel(at(world.primary)).start()));
    world.introduce();
    return world;
  }

  /** Every Sentinel knows every other. */
  introduce(): void {
    for (const one of this.sentinels) {
      one.others = this.sentinels
        .filter((other) => other !== one)
        .map(({ id, endpoint }) => ({ id, endpoint }));
    }
  }

  connector(options: Partial<SentinelOptions> = {}): SentinelConnectorClass {
    const Connector = sentinelConnector({
      sentinels: this.sentinels.map((sentinel) => sentinel.endpoint),
      masterName: 'test',
      timeouts: quick,
      ...options,
    });
    Connector.watch((event) => this.events.push(event));
    this.connectors.push(Connector);
    return Connector;
  }

  client(Connector: SentinelConnectorClass, options: RedisOptions = {}): Redis {
    return this.adopt(
      new Redis({
        Connector,
        maxRetriesPerRequest: null,
        retryStrategy: () => 20,
        reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
        ...options,
      }),
    );
  }

  adopt(client: Redis): Redis {
    client.on('error', (error) => this.errors.push(error));
    client.on('end', () => this.ends.push(client));
    this.clients.push(client);
    return client;
  }

  seen(kind: WatcherEvent['kind']): WatcherEvent[] {
    return this.events.filter((event) => event.kind === kind);
  }

  /** Connections to all Sentinels and servers. */
  get connections(): number {
    const all = [...this.sentinels, this.primary, this.replica];
    return all.reduce((sum, server) => sum + server.connections, 0);
  }

  /** The replica becomes primary and the Sentinels, or some of them, say so. */
  failOver(told: FakeSentinel[] = this.sentinels): void {
    this.primary.role = 'slave';
    this.replica.role = 'master';
    for (const sentinel of told) sentinel.switchTo(at(this.replica));
  }

  async end(): Promise<void> {
    for (const client of this.clients) client.disconnect();
    for (const Connector of this.connectors) Connector.releaseIdle();
    await Promise.all([...this.sentinels, this.primary, this.replica].map((server) => server.kill()));
  }
}

export function at({ port }: { port: number }) {
  return { host: '127.0.0.1', port };
}
