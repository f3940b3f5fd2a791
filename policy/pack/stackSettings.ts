import { isPreset, type Preset, presets, usualPreset } from './presets.ts';

/** Where the pack's own settings stand in a stack file: `redis-ha-policy:preset` and so on. */
export const namespace = 'redis-ha-policy';

/** A stack file configures the pack in a way that it cannot be. */
export class PackSettingsError extends Error {
  override readonly name = 'PackSettingsError';
}

/** What a stack file says to the pack. */
export interface StackSettings {
  preset: Preset;
  /** For each rule a level, or an object of `enforcementLevel` and values: as --policy-pack-config has them. */
  rules: Record<string, unknown>;
  /** Waivers for any resource of the stack, as they stand there. */
  waivers: unknown;
}

/**
 * Reads them from the environment of a policy server, PULUMI_CONFIG, without the SDK. Throws a PackSettingsError where they are
 * not what they must be. Keys come as `namespace:key` or, from older engines, as `namespace:config:key`; values as JSON or text.
 */
export function stackSettings(environment: Readonly<Record<string, string | undefined>>): StackSettings {
  const config = readObject(environment.PULUMI_CONFIG ?? '{}');
  const value = (key: string) =>
    parsed(config[`${namespace}:${key}`] ?? config[`${namespace}:config:${key}`]);

  const preset = value('preset') ?? usualPreset;
  if (!isPreset(preset))
    throw new PackSettingsError(`${namespace}:preset must be one of ${Object.keys(presets).join(', ')}.`);
  const rules = value('rules') ?? {};
  if (!isObject(rules)) throw new PackSettingsError(`${namespace}:rules must hold a key for each rule.`);
  return { preset, rules, waivers: value('waivers') };
}

function readObject(text: string): Record<string, unknown> {
  const value = parsed(text);
  return isObject(value) ? value : {};
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
