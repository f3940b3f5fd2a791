// What the clients of the bench write to: stack `local` in a copy of the project, and groups as others configure them. Each
// is a primary, two replicas and three Sentinels on loopback, made once and healed between runs. Who writes lies in ../writer.

export { heal, look } from './health.ts';
export { type PlainConfig, plainServers } from './plain.ts';
export type { Servers } from './servers.ts';
export { stackLocal } from './stackLocal.ts';
