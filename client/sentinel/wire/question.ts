import { type Endpoint, parseEndpoint, spell } from '../endpoint.ts';
import type { Link } from './link.ts';

/** What one Sentinel says. */
export interface Answer {
  /** Its run id; its address where it does not tell (SENTINEL MYID came with Redis 6.2). */
  id: string;
  /** As announced; undefined when it does not know the name. */
  primary: Endpoint | undefined;
  /** Grows with every failover. */
  epoch: number;
  /** The other Sentinels it knows. */
  others: { id: string; endpoint: Endpoint }[];
}

/**
 * Asks a Sentinel all there is to know, in one write. Only the address must be answered: an ACL user may lack
 * the rest.
 */
export async function ask(link: Link, from: Endpoint, masterName: string): Promise<Answer> {
  const [address, master, others, id] = await Promise.all([
    // Names the promoted server already while the failover goes on; SENTINEL MASTER does not.
    link.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', masterName),
    orNothing(link.call('SENTINEL', 'MASTER', masterName)),
    orNothing(link.call('SENTINEL', 'SENTINELS', masterName)),
    orNothing(link.call('SENTINEL', 'MYID')),
  ]);
  return {
    id: typeof id === 'string' && id !== '' ? id : spell(from),
    primary: Array.isArray(address) ? parseEndpoint(address[0], address[1]) : undefined,
    epoch: Number(fieldsOf(master)['config-epoch'] ?? 0) || 0,
    others: (Array.isArray(others) ? others : []).flatMap((entry: unknown) => {
      const fields = fieldsOf(entry);
      const endpoint = parseEndpoint(fields.ip, fields.port);
      return endpoint ? [{ endpoint, id: fields.runid || spell(endpoint) }] : [];
    }),
  };
}

async function orNothing(answer: Promise<unknown>): Promise<unknown> {
  return answer.catch(() => undefined);
}

/** A flat list of names and values as a record. */
function fieldsOf(list: unknown): Record<string, string | undefined> {
  const words = Array.isArray(list) ? list.map(String) : [];
  return Object.fromEntries(words.flatMap((word, i) => (i % 2 === 0 ? [[word, words[i + 1]] as const] : [])));
}
