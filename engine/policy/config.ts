// How a pack is configured: the defaults of its rules' schemas, the configuration it was made with, the file a person gives.
// Source: pulumi/pulumi pkg/resource/analyzer/config.go.
import type { Level } from './results.ts';

export interface RuleConfig {
  level: Level;
  properties: Record<string, unknown>;
}

/** By rule; `all` sets the level of every rule. What is not given stays as it was. */
export type GivenConfig = ReadonlyMap<string, Partial<RuleConfig>>;

export interface RuleInfo {
  name: string;
  level: Level;
  schema?: { properties: Record<string, unknown>; required: string[] };
}

/** A pack cannot be configured as it was asked to be. */
export class PolicyConfigError extends Error {
  override readonly name = 'PolicyConfigError';
}

/** The later of `given` wins. Throws a PolicyConfigError that names the rules that do not exist and the values that are wrong. */
export async function configureRules(
  pack: string,
  rules: readonly RuleInfo[],
  given: readonly GivenConfig[],
): Promise<Map<string, RuleConfig>> {
  const known = new Set(['all', ...rules.map(({ name }) => name)]);
  const strangers = given.flatMap((config) => [...config.keys()]).filter((name) => !known.has(name));
  const configs = new Map(
    rules.map((rule) => [rule.name, { level: rule.level, properties: defaults(rule) }]),
  );
  for (const config of given) apply(configs, config);
  const problems = [
    ...strangers.map((name) => `there is no rule “${name}”`),
    ...(await Promise.all(rules.map((rule) => mistakes(rule, configs.get(rule.name))))).flat(),
  ];
  if (problems.length === 0) return configs;
  throw new PolicyConfigError(`The configuration of the policy pack “${pack}”: ${problems.join('; ')}.`);
}

function apply(configs: Map<string, RuleConfig>, given: GivenConfig): void {
  const all = given.get('all')?.level;
  for (const [name, { level, properties }] of configs) {
    const own = given.get(name);
    configs.set(name, {
      level: own?.level ?? all ?? level,
      properties: { ...properties, ...own?.properties },
    });
  }
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

/** Defaults are the pack's own business, so the validator is loaded only for a value that somebody gave. */
async function mistakes(rule: RuleInfo, config: RuleConfig | undefined): Promise<string[]> {
  const { name, schema } = rule;
  const properties = config?.properties ?? {};
  const missing = (schema?.required ?? []).filter((key) => properties[key] === undefined);
  if (missing.length > 0) return missing.map((key) => `${name}: “${key}” is required`);
  const untouched = JSON.stringify(properties) === JSON.stringify(defaults(rule));
  if (schema === undefined || untouched) return [];
  const { Ajv } = await import('ajv');
  const validate = new Ajv({ allErrors: true, strict: false }).compile({ type: 'object', ...schema });
  if (validate(properties)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${name}: “${instancePath.slice(1).replaceAll('/', '.')}” ${message}`,
  );
}
