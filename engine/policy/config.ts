// How a pack is configured: the defaults of its rules' schemas, then the configuration it was made with.
// Source: pulumi/pulumi pkg/resource/analyzer/config.go.
import type { Level } from './results.ts';

export interface RuleConfig {
  level: Level;
  properties: Record<string, unknown>;
}

export interface RuleInfo {
  name: string;
  level: Level;
  schema?: { properties: Record<string, unknown>; required: string[] };
}

/** `all` sets the level of every rule. Throws a sentence that names what is missing. */
export function configureRules(
  pack: string,
  rules: readonly RuleInfo[],
  initial: ReadonlyMap<string, RuleConfig>,
): Map<string, RuleConfig> {
  const all = initial.get('all');
  const configs = new Map(
    rules.map((rule) => [rule.name, { level: all?.level ?? rule.level, properties: defaults(rule) }]),
  );
  for (const [name, given] of initial) {
    const properties = { ...configs.get(name)?.properties, ...given.properties };
    configs.set(name, { level: given.level, properties });
  }
  const missing = rules.flatMap(({ name, schema }) =>
    (schema?.required ?? [])
      .filter((key) => configs.get(name)?.properties[key] === undefined)
      .map((key) => `${name}: “${key}” is required`),
  );
  if (missing.length > 0)
    throw new Error(`The configuration of the policy pack “${pack}”: ${missing.join('; ')}.`);
  return configs;
}

function defaults({ schema }: RuleInfo): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema?.properties ?? {}).flatMap(([key, property]) =>
      typeof property === 'object' && property !== null && 'default' in property
        ? [[key, property.default]]
        : [],
    ),
  );
}
