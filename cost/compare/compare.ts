import type { Use } from '../bill/index.ts';
import type { Needs } from '../load/index.ts';
import { digitalocean } from './digitalocean.ts';
import { elasticache, serverless } from './elasticache.ts';
import { kubernetes } from './kubernetes.ts';
import { type Candidate, type Option, priced, type Sized, type SizedArgs, type Wanted } from './option.ts';
import { type Recommendation, recommend } from './recommend.ts';
import { upstash } from './upstash.ts';

/** Rules that arguments would violate without a waiver. */
export type Posture = (args: SizedArgs) => readonly string[];

export interface Comparison {
  needs: Needs;
  options: Option[];
  recommendation: Recommendation;
}

const sizers: readonly ((needs: Needs, wanted: Wanted, use: Use) => Candidate)[] = [
  elasticache,
  serverless,
  kubernetes,
  digitalocean,
  upstash,
];

/** Throws NoPrice. */
export function compare(use: Use, wanted: Wanted, posture: Posture): Comparison {
  const options = sizers.map((size) => optionOf(size(use.needs, wanted, use), use, posture));
  return { needs: use.needs, options, recommendation: recommend(options) };
}

function optionOf({ available, single, ...rest }: Candidate, use: Use, posture: Posture): Option {
  const bill = (sized: Sized | undefined) => sized && priced(sized, use);
  return {
    ...rest,
    available: bill(available),
    single: bill(single),
    waivers: available ? posture(available.args) : [],
  };
}
