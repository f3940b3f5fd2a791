import { aws } from './aws.ts';
import { digitalocean } from './digitalocean.ts';
import { kubernetes } from './kubernetes.ts';
import type { Line, Priced, Use } from './line.ts';
import { upstash } from './upstash.ts';

export interface Bill {
  lines: Line[];
  /** USD a month; the sum of the lines. */
  usd: number;
  /** Types that may cost something and for which nothing is known: not in the sum. */
  unpriced: string[];
}

interface Biller {
  /** How the types begin that it knows. */
  prefix: string;
  /** Throws NoPrice. */
  lines(resources: readonly Priced[], use: Use): Line[];
  /** Types with this prefix that cost something: the others are free. */
  known: readonly string[];
  /** Types that cost nothing by themselves. */
  free: readonly string[];
}

const billers: readonly Biller[] = [aws, digitalocean, upstash, kubernetes];

/** Nothing is paid for these: what runs here, what only Pulumi knows. */
const ours = ['redis-local:', 'redis-credentials:', 'redis-ha:', 'pulumi:', 'random:', 'tls:', 'time:'];

/** Throws NoPrice for a size whose price is not known and not given. */
export function billOf(resources: readonly Priced[], use: Use): Bill {
  const lines = billers.flatMap(({ prefix, lines }) =>
    lines(
      resources.filter(({ type }) => type.startsWith(prefix)),
      use,
    ),
  );
  const unpriced = resources.map(({ type }) => type).filter((type) => !isKnown(type));
  return {
    lines: lines.filter(({ quantity }) => quantity > 0),
    usd: lines.reduce((sum, { usd }) => sum + usd, 0),
    unpriced: [...new Set(unpriced)].sort(),
  };
}

function isKnown(type: string): boolean {
  if (ours.some((prefix) => type.startsWith(prefix))) return true;
  return billers.some(
    ({ known, free }) => known.includes(type) || free.some((prefix) => type.startsWith(prefix)),
  );
}

export type { Biller };
