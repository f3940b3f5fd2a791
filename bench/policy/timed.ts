import { join } from 'node:path';
import { providers } from '../../cli/engines/providers.ts';
import type { PolicyPackSource } from '../../engine/events.ts';
import { preview } from '../../engine/index.ts';
import type { PublicPack } from './publicPack.ts';

/** Milliseconds of one round: the same preview without a pack, with this one, with the public one; medians of `turns` each. */
export interface Round {
  none: number;
  own: number;
  other?: number;
}

export interface Timed {
  resources: number;
  rounds: Round[];
}

/** Two previews of the same stack differ by as much as a pack adds to a large one, so a round has several of each, in turn. */
const turns = 5;

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
    const none: number[] = [];
    const own: number[] = [];
    const other: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      none.push((await timed(root, stack, [])).ms);
      const mine = await timed(root, stack, [{ folder: join(root, 'policy') }]);
      own.push(mine.ms);
      resources = mine.resources;
      if (folder !== undefined) other.push((await timed(root, stack, [{ folder }])).ms);
    }
    const round = { none: median(none), own: median(own), ...(folder && { other: median(other) }) };
    if (i > 0) rounds.push(round);
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
