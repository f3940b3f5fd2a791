// A connection from environment variables, and nothing else: what is done with it lies in create/.
// The variables are those that redis-ha emits as `env`, and older subsets of them.

import { ConfigurationError, type Connection } from '../connection.ts';
import { endpointsOf, readerOf, standaloneParts, topologyOf } from './topology.ts';
import { type Env, Variables } from './variables.ts';

export type { Env } from './variables.ts';

export interface EnvOptions {
  /** Name of an instance: `cache` reads REDIS_CACHE_URL and so on. Default: the first, REDIS_URL and so on. */
  instance?: string;
}

/** Redis is switched off by REDIS_ENABLED=false. */
export class RedisDisabled extends ConfigurationError {
  override name = 'RedisDisabled';
}

/**
 * The connection that the environment describes. Precedence: REDIS_ENABLED=false over all, then REDIS_MODE,
 * REDIS_SENTINELS, REDIS_CLUSTER_NODES, REDIS_URL, REDIS_HOST. What REDIS_URL says itself wins; REDIS_USERNAME,
 * REDIS_PASSWORD, REDIS_DB and REDIS_TLS fill in what it leaves out.
 * @throws RedisDisabled where REDIS_ENABLED is false
 * @throws ConfigurationError naming the variable that is missing or wrong, never its value
 */
export function fromEnv(env: Env, { instance }: EnvOptions = {}): Connection {
  const variables = new Variables(env, instance);
  for (const each of [new Variables(env), variables]) {
    if (each.flag('ENABLED') === false) {
      throw new RedisDisabled(
        `${each.nameOf('ENABLED')} is false: this application is to run without Redis.`,
      );
    }
  }
  const topology = topologyOf(variables);
  switch (topology) {
    case 'standalone':
      return standalone(variables);
    case 'sentinel':
      return sentinel(variables);
    case 'cluster':
      return {
        topology,
        endpoints: endpointsOf(variables, 'CLUSTER_NODES', 6379),
        ...common(variables),
      };
  }
}

function standalone(variables: Variables): Connection {
  const { endpoint, tls, ...own } = standaloneParts(variables);
  const { tls: encryption, ...rest } = common(variables);
  return {
    topology: 'standalone',
    endpoints: [endpoint],
    ...rest,
    ...present({ db: variables.integer('DB', 0, 1_000_000) }),
    ...own,
    ...present({ url: variables.text('URL') }),
    // rediss:// is never weakened by a REDIS_TLS=false from elsewhere.
    tls: { ...encryption, enabled: encryption.enabled || tls },
  };
}

function sentinel(variables: Variables): Connection {
  const masterName = variables.text('SENTINEL_MASTER');
  if (masterName === undefined) {
    throw variables.wrong(
      'SENTINEL_MASTER',
      'is not set; it is the name under which the Sentinels know the primary',
    );
  }
  return {
    topology: 'sentinel',
    endpoints: endpointsOf(variables, 'SENTINELS', 26379),
    sentinel: {
      masterName,
      ...present({
        username: variables.text('SENTINEL_USERNAME'),
        password: variables.text('SENTINEL_PASSWORD'),
      }),
    },
    ...common(variables),
    ...present({ db: variables.integer('DB', 0, 1_000_000) }),
  };
}

function common(variables: Variables): Pick<Connection, 'reader' | 'tls' | 'username' | 'password'> {
  // In a dotenv file a PEM is one line, with \n for its line ends.
  const ca = variables.text('TLS_CA')?.replaceAll('\\n', '\n');
  return {
    tls: {
      // Who gives a CA and says nothing else wants it used.
      enabled: variables.flag('TLS') ?? ca !== undefined,
      ...present({ ca, serverName: variables.text('TLS_SERVERNAME') }),
    },
    ...present({
      reader: readerOf(variables),
      username: variables.text('USERNAME'),
      password: variables.text('PASSWORD'),
    }),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys that have no value. */
function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
