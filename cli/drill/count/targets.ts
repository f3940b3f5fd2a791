import { failoverTargets } from '../../../components/posture/index.ts';
import type { BackendName, FailoverProfileName, Topology } from '../../../providers/backend.ts';
import type { Fault } from '../types.ts';

/** The profile's target for one fault. Losing a Sentinel or a replica may cost no more than a planned hand-over. */
export function targetFor(
  backend: BackendName,
  profile: FailoverProfileName,
  fault: Exclude<Fault, 'random'>,
  topology: Topology = 'replicated',
): number {
  const targets = failoverTargets(backend, profile, topology);
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
