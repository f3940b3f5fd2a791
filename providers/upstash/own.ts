// The backend's own arguments with their defaults.

import type { RedisSpec } from '../backend.ts';

/** `upstash:` of a stack file after validation; components/args/upstash.ts says what each is for. */
export interface Own {
  region: string;
  primaryRegion?: string;
  readRegions: string[];
  prodPack: boolean;
  budget: number;
  autoScale: boolean;
  ipAllowlists: string[];
}

/** US dollars a month; what the provider sends where nobody says. */
export const defaultBudget = 20;

export function ownOf({ own }: Pick<RedisSpec, 'own'>): Own {
  return {
    region: 'global',
    readRegions: [],
    prodPack: false,
    budget: defaultBudget,
    autoScale: false,
    ipAllowlists: [],
    ...(own as Partial<Own>),
  };
}

/** Whether writes and reads may be in several regions. */
export function isGlobal({ region }: Own): boolean {
  return region === 'global' || region === 'gcp-global';
}
