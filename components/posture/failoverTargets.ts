import type { BackendName, FailoverProfileName, Topology } from '../../providers/backend.ts';

/** Milliseconds that an interruption of writes may take, by what caused it. */
export interface FailoverTargets {
  kill: number;
  freeze: number;
  planned: number;
}

/** down-after, about 0.4 s until the Sentinels have agreed and promoted, the client's way there, and as much again to spare. */
const byProfile: Readonly<Record<FailoverProfileName, FailoverTargets>> = {
  fast: { kill: 1500, freeze: 1700, planned: 400 },
  balanced: { kill: 2200, freeze: 2400, planned: 400 },
  calm: { kill: 7000, freeze: 8000, planned: 400 },
};
/** Pods are told apart by a network, and a hand-over goes through the API server. */
const balancedOnKubernetes: FailoverTargets = { kill: 3500, freeze: 4000, planned: 1000 };

/**
 * In a cluster: node-timeout, up to twice that until most primaries have agreed, 0.5 to 1 s before a replica asks for votes,
 * and as much again to spare.
 */
const inCluster: Readonly<Record<FailoverProfileName, FailoverTargets>> = {
  fast: { kill: 4000, freeze: 4500, planned: 500 },
  balanced: { kill: 6000, freeze: 6500, planned: 500 },
  calm: { kill: 12_000, freeze: 13_000, planned: 500 },
};

/** What `drill` and the rule on the failover's budget hold a profile to. */
export function failoverTargets(
  backend: BackendName,
  profile: FailoverProfileName,
  topology: Topology,
): FailoverTargets {
  if (topology === 'cluster') return inCluster[profile];
  return backend === 'kubernetes' && profile === 'balanced' ? balancedOnKubernetes : byProfile[profile];
}

/** The longest of the interruptions that nobody planned, or undefined where this project runs no Sentinels: a cloud promises no time. */
export function worstFailoverMs(backend: unknown, profile: unknown, topology: unknown): number | undefined {
  if (backend !== 'local' && backend !== 'kubernetes') return undefined;
  if (profile !== 'fast' && profile !== 'balanced' && profile !== 'calm') return undefined;
  const { kill, freeze } = failoverTargets(
    backend,
    profile,
    topology === 'cluster' ? 'cluster' : 'replicated',
  );
  return Math.max(kill, freeze);
}
