import type { Needs } from '../load/index.ts';
import { databaseSizes } from '../prices/index.ts';
import type { Candidate, Sized, Wanted } from './option.ts';

/** One core runs commands, whatever the size. */
const cores = 1;
/** https://docs.digitalocean.com/products/databases/valkey/details/limits/ */
const connections = 10_000;

/** A primary, and one standby at most. */
export function digitalocean(needs: Needs, { replicas }: Wanted): Candidate {
  const candidate = { backend: 'digitalocean', title: 'DigitalOcean', notes: [] } as const;
  const bears = needs.cores <= cores && needs.connections <= connections;
  const fits = (standby: boolean) =>
    Object.entries(databaseSizes).find(
      ([, size]) => bears && size.usableGb >= needs.memoryGb && (size.standby || !standby),
    );
  const sized = (standby: boolean): Sized | undefined => {
    const [size, known] = fits(standby) ?? [];
    if (size === undefined || known === undefined) return undefined;
    const nodeCount = standby ? 2 : 1;
    return {
      what: `${nodeCount} × ${size}`,
      args: { backend: 'digitalocean', replicas: nodeCount - 1, digitalocean: { size } },
      usableGb: known.usableGb,
      resources: [
        { type: 'digitalocean:index/databaseCluster:DatabaseCluster', inputs: { size, nodeCount } },
      ],
    };
  };
  const available = sized(replicas > 0);
  const tooSmall = 'No size has so much memory, or so many commands on one primary.';
  return {
    ...candidate,
    notes: [],
    cannot: available ? [] : [tooSmall],
    available,
    single: sized(false),
  };
}
