import type { Policy } from '@pulumi/policy';
import type { RuleMetadata } from './metadata.ts';
import type { Level } from './presets.ts';

/** A rule's metadata in Pulumi's words. Pulumi has room for one standard; the others go as tags. */
export function toPolicy(rule: RuleMetadata, level: Level): Policy {
  const controls = rule.controls ?? [];
  const [first] = controls.filter(({ title }) => title !== undefined);
  const others = controls.filter((control) => control !== first);
  return {
    name: rule.id,
    displayName: rule.title,
    description: rule.description,
    enforcementLevel: level,
    severity: rule.severity,
    remediationSteps: rule.remediation,
    url: rule.url,
    ...(first && {
      framework: {
        name: first.standard,
        version: first.version ?? '',
        reference: first.id,
        specification: first.title ?? '',
      },
    }),
    ...(others.length > 0 && { tags: others.map(({ id }) => id) }),
    ...(rule.values && { configSchema: { properties: { ...rule.values } } }),
  };
}
