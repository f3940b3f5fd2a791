// The file of --policy-pack-config: JSON, for each rule its level, or an object of its level and values.
// Source: parsePolicyPackConfig in pulumi/pulumi pkg/resource/analyzer/config.go.
import { readFile } from 'node:fs/promises';
import { type GivenConfig, PolicyConfigError, type RuleConfig } from './config.ts';
import { type Level, levels } from './results.ts';

/** Rejects with a PolicyConfigError that says what is wrong where. */
export async function readConfigFile(file: string): Promise<GivenConfig> {
  const rules = parse(await read(file), file);
  return new Map(Object.entries(rules).map(([rule, value]) => [rule, ruleConfig(value, rule, file)]));
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new PolicyConfigError(
      `The configuration of a policy pack could not be read: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

function parse(text: string, file: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let rules: unknown;
  try {
    rules = JSON.parse(text);
  } catch (error) {
    throw new PolicyConfigError(`${file} is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
  if (!isObject(rules)) throw new PolicyConfigError(`${file} must hold an object with a key for each rule.`);
  if ('environments' in rules) {
    throw new PolicyConfigError(
      `${file} uses “environments” (Pulumi ESC), which the embedded engine does not support.`,
    );
  }
  return rules;
}

function ruleConfig(value: unknown, rule: string, file: string): Partial<RuleConfig> {
  if (typeof value === 'string') return { level: levelOf(value, rule, file) };
  if (!isObject(value)) throw new PolicyConfigError(`${rule} in ${file} must be a level or an object.`);
  const { enforcementLevel, ...properties } = value;
  if (enforcementLevel === undefined) return { properties };
  return { properties, level: levelOf(enforcementLevel, rule, file) };
}

function levelOf(value: unknown, rule: string, file: string): Level {
  const level = levels.find((one) => one === value);
  if (level !== undefined) return level;
  throw new PolicyConfigError(
    `${rule} in ${file} has the level ${JSON.stringify(value)}; there are ${levels.join(', ')}.`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
