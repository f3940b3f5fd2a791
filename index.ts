// The program: the stack's configuration -> one RedisHA for each instance -> the connection and its environment.

import { output, secret } from '@pulumi/pulumi/output.js';
import { allConfig } from '@pulumi/pulumi/runtime/config.js';
import { readConfiguration } from './components/configuration/index.ts';
import { joinEnvs, RedisHA } from './components/index.ts';
import { misconfigured } from './components/misconfigured.ts';
import { backends } from './providers/index.ts';

const secretKeys: string[] = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || '[]');
const configuration = readConfiguration({ values: allConfig(), secretKeys }, backends, secret);
if (configuration.problems) throw misconfigured('The configuration of this stack', configuration.problems);

const instances = configuration.instances.map(({ name, args }) => ({ name, redis: new RedisHA(name, args) }));

/** How to reach the first instance. */
export const connection = instances[0]?.redis.connection;

/** How to reach each instance, by its name. */
export const connections = Object.fromEntries(instances.map(({ name, redis }) => [name, redis.connection]));

/** Every instance's environment in one: the first without a prefix, `cache` as REDIS_CACHE_… */
export const env = secret(
  output(instances.map(({ name, redis }) => ({ name, env: redis.env }))).apply(joinEnvs),
);
