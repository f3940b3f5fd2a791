import type { EventEmitter } from 'node:events';
import type { HaCluster, HaRedis } from '../../create/index.ts';
import { Copies } from '../copies.ts';
import { openSource, type Source } from '../source.ts';
import { closing } from './close.ts';
import { prefixFor } from './prefix.ts';

/** The options that every part of BullMQ is given. */
export interface Common {
  connection: HaRedis | HaCluster;
  prefix: string;
}

interface Opened<Part> {
  part: Part;
  redis: HaRedis | HaCluster;
  close(): Promise<void>;
}

type Wanted = Source & { prefix?: string; closeTimeoutMs?: number };

/** A part of BullMQ, as `make` makes it, on the client of its workload; where that throws, the client does not stay. */
export function openPart<Part extends EventEmitter & { close(): Promise<void> }>(
  workload: 'queue' | 'worker',
  wanted: Wanted,
  make: (common: Common) => Part,
): Opened<Part> {
  const { redis, close: closeClient } = openSource(workload, wanted);
  const copies = new Copies();
  const endClients = async () => {
    copies.cut();
    await closeClient();
  };
  try {
    const part = make({ connection: copies.of(redis), prefix: prefixFor(redis, wanted.prefix) });
    return { part, redis, close: closing(part, endClients, wanted.closeTimeoutMs) };
  } catch (error) {
    void endClients();
    throw error;
  }
}
