import type { BackendName, FailoverProfileName } from '../../../providers/backend.ts';
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

/** The profile's target for one fault. Losing a Sentinel or a replica may cost no more than a planned hand-over. */
export function targetFor(
  backend: BackendName,
  profile: FailoverProfileName,
  fault: Exclude<Fault, 'random'>,
): number {
  const targets =
    backend === 'kubernetes' && profile === 'balanced' ? balancedOnKubernetes : byProfile[profile];
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
