import type { Weight } from './metadata.ts';
import type { Rule } from './rule.ts';

export type Level = 'disabled' | 'advisory' | 'mandatory';

/** The level of a rule by its weight. `baseline`: to begin with. `production`: the default. `strict`: nothing is let go. */
export const presets = {
  baseline: {
    mission: 'mandatory',
    must: 'advisory',
    should: 'disabled',
    may: 'disabled',
    notice: 'advisory',
  },
  production: {
    mission: 'mandatory',
    must: 'mandatory',
    should: 'advisory',
    may: 'disabled',
    notice: 'advisory',
  },
  strict: {
    mission: 'mandatory',
    must: 'mandatory',
    should: 'mandatory',
    may: 'advisory',
    notice: 'advisory',
  },
} as const satisfies Record<string, Record<Weight, Level>>;

export type Preset = keyof typeof presets;

export const usualPreset: Preset = 'production';

export function isPreset(name: unknown): name is Preset {
  return typeof name === 'string' && Object.hasOwn(presets, name);
}

/** The level of each rule, by its id, as --policy-pack-config takes it. */
export function levelsOf(preset: Preset, rules: readonly Rule[]): Record<string, Level> {
  return Object.fromEntries(rules.map(({ id, weight }) => [id, presets[preset][weight]]));
}
