import type { PolicyPackArgs, PolicyPackConfig } from '@pulumi/policy';
import { initialConfig } from './initialConfig.ts';
import { policiesOf } from './policies.ts';
import { levelsOf } from './presets.ts';
import type { Rule } from './rule.ts';
import { stackSettings } from './stackSettings.ts';

/**
 * The rules as a pack of Pulumi, at the levels and with the waivers that the stack's configuration gives. `environment`: of a
 * policy server. Throws a PackSettingsError where that configuration is wrong.
 */
export function packOf(
  rules: readonly Rule[],
  environment: Readonly<Record<string, string | undefined>>,
): { args: PolicyPackArgs; config: PolicyPackConfig } {
  const settings = stackSettings(environment);
  const levels = levelsOf(settings.preset, rules);
  const policies = policiesOf(rules, { levels, stackWaivers: settings.waivers });
  return { args: { policies }, config: initialConfig(settings.rules, levels) };
}
