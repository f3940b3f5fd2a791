// The five workloads, and plain writes beside them, each with its books: what was acknowledged and what is still there, heard
// or held. Each goes on at a steady pace whatever happens to Redis; `check` is asked when the instance is healthy again.

import type { Connection } from '../../../client/connection.ts';
import { cache } from './cache.ts';
import { jobs } from './jobs.ts';
import { limits } from './limits.ts';
import { sessions } from './sessions.ts';
import type { Soaked } from './soaked.ts';
import { sockets } from './sockets.ts';
import { writes } from './writes.ts';

export type { Books, Soaked } from './soaked.ts';

export function begin(connection: Connection): Promise<Soaked[]> {
  return Promise.all([cache, limits, sessions, jobs, sockets, writes].map((start) => start(connection)));
}
