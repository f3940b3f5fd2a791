// What may be asked of a RedisHA, every field with its default, its unit and what it may be: redisHa.ts the whole, common.ts the parts
// that each backend has, and a file for each backend's own. The JSON schema of the stack files is made from these comments.
// Not here: how they are judged (validate/), where they are read from (configuration/).
export type * from './common.ts';
export type * from './digitalocean.ts';
export type * from './elasticache.ts';
export type * from './kubernetes.ts';
export type * from './kubernetesStorage.ts';
export type * from './local.ts';
export type * from './redisHa.ts';
export type * from './upstash.ts';
