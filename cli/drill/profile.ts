import type { FailoverProfileName, Topology } from '../../providers/backend.ts';
import type { Target } from '../look.ts';

const names: readonly FailoverProfileName[] = ['fast', 'balanced', 'calm'];

/** The failover profile that the instance was deployed with. */
export function profileOf({ inputs }: Pick<Target, 'inputs'>): FailoverProfileName {
  const { failover } = inputs;
  const profile =
    typeof failover === 'object' && failover !== null && 'profile' in failover ? failover.profile : '';
  return names.find((name) => name === profile) ?? 'balanced';
}

/** The topology that the instance was deployed with. */
export function topologyOf({ inputs }: Pick<Target, 'inputs'>): Topology {
  return inputs.topology === 'cluster' ? 'cluster' : 'replicated';
}
