import type { Log } from '../failover/log.ts';
import { deploy, type Place, strike } from './run.ts';
import type { Deployed } from './systems/index.ts';
import { type Fault, faults, type Run } from './types.ts';

export interface Told {
  log: Log<Run>;
  tell(run: Run): void;
}

/**
 * One round of one system: new servers, then each fault that is asked for and not in the log yet, on a system that is whole. A
 * server is killed once at most: after the second crash the kubelet waits before it restarts one. A system that does not
 * become whole again is made anew.
 */
export async function runRound(place: Place, wanted: readonly Fault[], { log, tell }: Told): Promise<void> {
  const { system, round } = place;
  const missing = faults.filter((fault) => wanted.includes(fault) && !log.has(system.name, fault, round));
  if (missing.length === 0) return;
  const add = async (run: Run): Promise<void> => {
    if (log.has(run.system, run.fault, run.round) || !wanted.includes(run.fault)) return;
    await log.add(run);
    tell(run);
  };
  let deployed: Deployed | undefined;
  let attempt = 0;
  const made = async (): Promise<Deployed> => {
    attempt += 1;
    const fresh = await deploy(place, `${system.name}-${round}-${attempt}`);
    await add(fresh.run);
    return fresh.deployed;
  };
  try {
    deployed = await made();
    for (const fault of missing) {
      if (fault === 'apply') continue;
      const isWhole = await deployed.whole().then(
        () => true,
        () => false,
      );
      if (!isWhole) {
        await deployed.remove();
        deployed = await made();
      }
      await add(await strike(place, deployed, fault));
    }
  } finally {
    await deployed?.remove();
  }
}
