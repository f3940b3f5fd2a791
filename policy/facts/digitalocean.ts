// Managed Valkey and Redis as @pulumi/digitalocean names them.

import type { Props } from '../pack/rule.ts';

export const databaseCluster = 'digitalocean:index/databaseCluster:DatabaseCluster';
export const valkeyConfig = 'digitalocean:index/databaseValkeyConfig:DatabaseValkeyConfig';
export const redisConfig = 'digitalocean:index/databaseRedisConfig:DatabaseRedisConfig';
export const databaseFirewall = 'digitalocean:index/databaseFirewall:DatabaseFirewall';

/** PostgreSQL, Kafka and the others are none of this pack's business. */
export function isRedis({ engine }: Props): boolean {
  return engine === 'valkey' || engine === 'redis';
}
