import type { BackendName, FailoverProfileName, Topology } from '../../../providers/backend.ts';
import type { Fault } from '../types.ts';

/** Milliseconds that the slowest run may take. */
interface Targets {
  kill: number;
  freeze: number;
  planned: number;
}

/** down-after, about 0.4 s until the Sentinels have agreed and promoted, the client's way there, and as much again to spare. */
const byProfile: Readonly<Record<FailoverProfileName, Targets>> = {
  fast: { kill: 1500, freeze: 1700, planned: 400 },
  balanced: { kill: 2200, freeze: 2400, planned: 400 },
  calm: { kill: 7000, freeze: 8000, planned: 400 },
};
/** Pods are told apart by a network, and a hand-over goes through the API server. */
const balancedOnKubernetes: Targets = { kill: 3500, freeze: 4000, planned: 1000 };

/**
 * In a cluster: node-timeout, up to twice that until most primaries have agreed, 0.5 to 1 s before a replica asks for votes,
 * and as much again to spare.
 */
const inCluster: Readonly<Record<FailoverProfileName, Targets>> = {
  fast: { kill: 4000, freeze: 4500, planned: 500 },
  balanced: { kill: 6000, freeze: 6500, planned: 500 },
  calm: { kill: 12_000, freeze: 13_000, planned: 500 },
};

/** The profile's target for one fault. Losing a Sentinel or a replica may cost no more than a planned hand-over. */
export function targetFor(
  backend: BackendName,
  profile: FailoverProfileName,
  fault: Exclude<Fault, 'random'>,
  topology: Topology = 'replicated',
): number {
  const targets = targetsFor(backend, profile, topology);
  switch (fault) {
    case 'kill':
      return targets.kill;
    // A machine that is gone closes no connection either.
    case 'node':
    case 'freeze':
    case 'external':
      return targets.freeze;
    case 'planned':
    case 'sentinel':
    case 'replica':
    case 'rolling':
      return targets.planned;
  }
}

function targetsFor(backend: BackendName, profile: FailoverProfileName, topology: Topology): Targets {
  if (topology === 'cluster') return inCluster[profile];
  return backend === 'kubernetes' && profile === 'balanced' ? balancedOnKubernetes : byProfile[profile];
}
