// The program: the stack's configuration -> one RedisHA for each instance -> the connection and its environment.

import { output, secret } from '@pulumi/pulumi/output.js';
import { joinEnvs, RedisHA, stackInstances } from './components/index.ts';

const instances = stackInstances().map(({ name, args }) => ({ name, redis: new RedisHA(name, args) }));

/** How to reach the first instance. */
export const connection = instances[0]?.redis.connection;

/** How to reach each instance, by its name. */
export const connections = Object.fromEntries(instances.map(({ name, redis }) => [name, redis.connection]));

/** Every instance's environment in one: the first without a prefix, `cache` as REDIS_CACHE_… */
export const env = secret(
  output(instances.map(({ name, redis }) => ({ name, env: redis.env }))).apply(joinEnvs),
);
