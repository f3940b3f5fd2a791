import { join } from 'node:path';
import { providers } from '../../cli/engines/providers.ts';
import type { PolicyPackSource } from '../../engine/events.ts';
import { preview } from '../../engine/index.ts';
import type { PublicPack } from './publicPack.ts';

/** Milliseconds of one round: the same preview without a pack, with this one, with the public one. */
export interface Round {
  none: number;
  own: number;
  other?: number;
}

export interface Timed {
  resources: number;
  rounds: Round[];
}

/** After one round that warms everything up. */
export async function timePreviews(
  root: string,
  stack: string,
  runs: number,
  { folder }: PublicPack,
): Promise<Timed> {
  const rounds: Round[] = [];
  let resources = 0;
  for (let i = 0; i <= runs; i++) {
    const none = await timed(root, stack, []);
    const own = await timed(root, stack, [{ folder: join(root, 'policy') }]);
    const other = folder === undefined ? undefined : await timed(root, stack, [{ folder }]);
    resources = own.resources;
    if (i > 0) rounds.push({ none: none.ms, own: own.ms, ...(other && { other: other.ms }) });
  }
  return { resources, rounds };
}

async function timed(root: string, stack: string, policyPacks: PolicyPackSource[]) {
  const started = performance.now();
  const stateFolder = join(root, '.redis-ha', stack);
  const { status, steps, errors } = await preview({ root, stack, stateFolder, providers, policyPacks });
  const ms = performance.now() - started;
  if (status === 'failed' || status === 'misconfigured')
    throw new Error(`The preview of ${stack} failed: ${errors.map(({ message }) => message).join(' ')}`);
  return { ms, resources: steps.length };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
