import type { BackendName } from '../../providers/backend.ts';
import { type Bill, billOf, type Priced, type Use } from '../bill/index.ts';

/** How it is wanted: replicas of each primary with high availability, days that a snapshot is kept. */
export interface Wanted {
  replicas: number;
  retentionDays: number;
}

export type SizedArgs = Readonly<Record<string, unknown>> & { readonly backend: BackendName };

/** One size of one backend. */
export interface Sized {
  /** In a few words: `3 × cache.t4g.small`. */
  what: string;
  /** RedisHA's arguments for it, without what names an account's own things. */
  args: SizedArgs;
  resources: readonly Priced[];
  /** GB that data may take; absent where nobody has to choose. */
  usableGb?: number;
}

export interface Variant extends Omit<Sized, 'resources'> {
  bill: Bill;
}

/** What one backend offers for a load. */
export interface Candidate {
  backend: BackendName;
  title: string;
  /** Sentences: what of this load it cannot do. */
  cannot: string[];
  /** Absent where no size is large enough; `cannot` says so. */
  available?: Sized;
  /** Without high availability. */
  single?: Sized;
  /** Sentences that belong to the price. */
  notes: string[];
}

export interface Option extends Omit<Candidate, 'available' | 'single'> {
  available?: Variant;
  single?: Variant;
  /** Rules of the policy pack that need a waiver; none where there is no size that could. */
  waivers: readonly string[];
}

export function priced({ resources, ...sized }: Sized, use: Use): Variant {
  return { ...sized, bill: billOf(resources, use) };
}
