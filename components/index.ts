// The public API: the component RedisHA, its arguments, the connection it emits. What it takes to understand the
// arguments is in validate/, a stack's configuration in configuration/, what policies judge in posture/.
// No cloud SDK is imported here, and nothing here knows how a backend makes its resources.

export type * from './args/index.ts';
export type { Connection, Endpoint } from './connection.ts';
export { envOf, joinEnvs } from './env.ts';
export type * from './outputs.ts';
export { RedisHA } from './redisHa.ts';
export { stackInstances } from './stack.ts';
