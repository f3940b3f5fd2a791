// redis-ha-client: ioredis clients that live through a failover. Only exports here; where things are:
// env/ environment -> connection, presets/ options by workload, create/ clients and their watchdog,
// sentinel/ how the primary is found, observe/ state, health and metrics. Nothing here knows Pulumi.

export { ConfigurationError, type Connection, type Endpoint } from './connection.ts';
export { createRedis, HaCluster, HaRedis } from './create/index.ts';
export { type Env, type EnvOptions, fromEnv, RedisDisabled } from './env/index.ts';
export {
  type ChannelMessage,
  type ClientEvents,
  type ClientState,
  type CloseOptions,
  channelName,
  type Handle,
  type Health,
  type HealthOptions,
  type Phase,
  type RejectionReason,
} from './observe/index.ts';
export {
  type ClientOptions,
  type ClusterClientOptions,
  type Preset,
  presets,
  type Workload,
} from './presets/index.ts';
