import { expectTypeOf } from 'expect-type';
import type { Redis } from 'ioredis';
import { describe, it } from 'mocha';
import {
  type ClientOptions,
  type ClientState,
  type ClusterClientOptions,
  type Connection,
  createRedis,
  type Endpoint,
  fromEnv,
  type HaCluster,
  type HaRedis,
  type Health,
  type Preset,
  presets,
  type Workload,
} from '../../../client/index.ts';

// Checked by `npm run types`; nothing here is called, so the run itself only shows that it can be loaded.
type At<T extends Connection['topology']> = Connection & { topology: T };
declare const somewhere: Connection;

describe('client: types of its public API', () => {
  it('a connection is what the component emits', () => {
    expectTypeOf<Connection['topology']>().toEqualTypeOf<'standalone' | 'sentinel' | 'cluster'>();
    expectTypeOf<Connection['endpoints']>().toEqualTypeOf<Endpoint[]>();
    expectTypeOf<Pick<Connection, 'topology' | 'endpoints' | 'tls'>>().toExtend<Connection>();
    expectTypeOf<Omit<Connection, 'tls'>>().not.toExtend<Connection>();
  });

  it('createRedis gives one client or a cluster, as the topology says, and either where nobody knows', () => {
    const standalone = (connection: At<'standalone'>) => createRedis({ workload: 'cache', connection });
    const sentinel = (connection: At<'sentinel'>) => createRedis({ workload: 'cache', connection });
    const cluster = (connection: At<'cluster'>) => createRedis({ workload: 'cache', connection });
    const unknown = () => createRedis({ workload: 'cache', connection: somewhere });
    const environment = () => createRedis({ workload: 'cache', env: process.env, instance: 'cache' });
    const process_ = () => createRedis({ workload: 'cache' });
    expectTypeOf(standalone).returns.toEqualTypeOf<HaRedis>();
    expectTypeOf(sentinel).returns.toEqualTypeOf<HaRedis>();
    expectTypeOf(cluster).returns.toEqualTypeOf<HaCluster>();
    expectTypeOf(unknown).returns.toEqualTypeOf<HaRedis | HaCluster>();
    expectTypeOf(environment).returns.toEqualTypeOf<HaRedis | HaCluster>();
    expectTypeOf(process_).returns.toEqualTypeOf<HaRedis | HaCluster>();
  });

  it('the workload is one of those that have a preset', () => {
    expectTypeOf<Workload>().toEqualTypeOf<
      'cache' | 'session' | 'rateLimit' | 'queue' | 'worker' | 'pubsub'
    >();
    expectTypeOf(presets).toEqualTypeOf<Record<Workload, Preset>>();
    expectTypeOf<{ workload: 'jobs' }>().not.toExtend<Parameters<typeof createRedis>[0]>();
    expectTypeOf<Record<string, never>>().not.toExtend<Parameters<typeof createRedis>[0]>();
  });

  it('where a client connects to comes from the connection alone, and the shape of replies from nobody', () => {
    type Elsewhere =
      | 'host'
      | 'port'
      | 'path'
      | 'name'
      | 'username'
      | 'password'
      | 'tls'
      | 'sentinels'
      | 'sentinelPassword'
      | 'natMap'
      | 'Connector'
      | 'replyMapping';
    expectTypeOf<Extract<keyof ClientOptions, Elsewhere>>().toBeNever();
    expectTypeOf<Extract<keyof ClusterClientOptions, 'redisOptions' | 'dnsLookup'>>().toBeNever();
    expectTypeOf<{ maxRetriesPerRequest: null; commandTimeout: number }>().toExtend<ClientOptions>();
  });

  it('a client is a client of ioredis with `ha` beside its commands, and so is its duplicate', () => {
    expectTypeOf<HaRedis>().toExtend<Redis>();
    expectTypeOf<ReturnType<HaRedis['duplicate']>>().toExtend<Redis>();
    expectTypeOf<HaRedis['ha']>().toEqualTypeOf<HaCluster['ha']>();
    expectTypeOf<HaRedis['get']>().toBeCallableWith('key');
    expectTypeOf<ReturnType<HaRedis['ha']['state']>>().toEqualTypeOf<ClientState>();
    expectTypeOf<ReturnType<HaRedis['ha']['health']>>().resolves.toEqualTypeOf<Health>();
    expectTypeOf<ReturnType<HaRedis['ha']['close']>>().resolves.toBeVoid();
    expectTypeOf<ClientState['phase']>().toEqualTypeOf<
      'idle' | 'connecting' | 'ready' | 'reconnecting' | 'closed'
    >();
  });

  it('fromEnv takes process.env and gives a connection', () => {
    expectTypeOf(fromEnv).toBeCallableWith(process.env);
    expectTypeOf(fromEnv).toBeCallableWith({ REDIS_URL: 'redis://localhost' }, { instance: 'cache' });
    expectTypeOf(fromEnv).returns.toEqualTypeOf<Connection>();
    expectTypeOf<number>().not.toExtend<Parameters<typeof fromEnv>[0]>();
  });
});
