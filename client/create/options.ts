import type { ConnectionOptions } from 'node:tls';
import type { ClusterNode, RedisOptions } from 'ioredis';
import { ConfigurationError, type Connection } from '../connection.ts';
import {
  type ClientOptions,
  type ClusterClientOptions,
  clusterOptionsFor,
  optionsFor,
  type Workload,
} from '../presets/index.ts';
import { reachable } from '../sentinel/endpoint.ts';
import { type NatMap, type SentinelOptions, sentinelConnector } from '../sentinel/index.ts';
import type { SeveralOptions } from './cluster.ts';
import type { SingleOptions } from './redis.ts';

/** The options of ioredis for one server, or for the primary that the Sentinels name. */
export function redisOptions(
  connection: Connection,
  workload: Workload,
  own?: ClientOptions,
  natMap?: NatMap,
): SingleOptions {
  const options = {
    ...(connection.db !== undefined && { db: connection.db }),
    ...optionsFor(workload, own),
    ...access(connection),
  };
  const first = firstOf(connection);
  if (connection.topology === 'standalone') return { ...options, host: first.host, port: first.port };
  return { ...options, Connector: sentinelConnector(sentinels(connection, options, natMap)) };
}

/** Seeds and options of ioredis for a cluster. */
export function clusterOptions(
  connection: Connection,
  workload: Workload,
  own?: ClientOptions,
  ownInCluster?: ClusterClientOptions,
  natMap: NatMap = {},
): { seeds: ClusterNode[]; options: SeveralOptions } {
  firstOf(connection);
  return {
    seeds: connection.endpoints.map((seed) => reachable(natMap, seed)),
    options: {
      natMap: { ...natMap },
      ...clusterOptionsFor(workload, ownInCluster),
      redisOptions: { ...optionsFor(workload, own), ...access(connection) },
      // Names stay names: a certificate is checked against them, and each connect asks DNS again.
      ...(connection.tls.enabled && { dnsLookup: (name, callback) => callback(null, name) }),
    },
  };
}

function firstOf({ endpoints, topology }: Connection): Connection['endpoints'][number] {
  const [first] = endpoints;
  if (first) return first;
  throw new ConfigurationError(`The ${topology} connection has no endpoints.`);
}

function access(connection: Connection): Pick<RedisOptions, 'username' | 'password' | 'tls'> {
  const { username, password } = connection;
  const tls = tlsOptions(connection);
  return { ...(username && { username }), ...(password && { password }), ...(tls && { tls }) };
}

function tlsOptions({ tls: { enabled, ca, serverName } }: Connection): ConnectionOptions | undefined {
  if (!enabled) return undefined;
  return { ...(ca && { ca }), ...(serverName && { servername: serverName }) };
}

function sentinels(
  connection: Connection,
  { connectTimeout }: ClientOptions,
  natMap: NatMap | undefined,
): SentinelOptions {
  const { endpoints, sentinel } = connection;
  if (!sentinel) throw new ConfigurationError('The sentinel connection does not name the primary.');
  const tls = tlsOptions(connection);
  return {
    sentinels: endpoints,
    ...sentinel,
    tls,
    dataTls: tls,
    natMap,
    timeouts: connectTimeout === undefined ? {} : { connect: connectTimeout },
  };
}
