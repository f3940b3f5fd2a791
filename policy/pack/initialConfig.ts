import type { PolicyPackConfig } from '@pulumi/policy';
import type { Level } from './presets.ts';

/**
 * The stack file's configuration of rules as the policy server takes it. A level that is not given would arrive as the
 * first one, advisory, and count: so each rule that is given values keeps the level of its preset.
 */
export function initialConfig(
  given: Readonly<Record<string, unknown>>,
  levels: Readonly<Record<string, Level>>,
): PolicyPackConfig {
  const rules = Object.entries(given).map(([rule, value]) => [
    rule,
    typeof value === 'object' && value !== null
      ? { enforcementLevel: levels[rule] ?? 'mandatory', ...value }
      : value,
  ]);
  return Object.fromEntries(rules);
}
