import type { Policy, PolicyConfigSchema } from '@pulumi/policy';

/** A control of a published standard that a rule carries out. */
export interface Control {
  standard: string;
  version: string;
  /** The control's id in that standard. */
  id: string;
  /** The control's own title. */
  title: string;
}

/** All that is known of a rule besides its check; reports and pages are made from it. */
export interface RuleMetadata {
  /** Unique in the pack; what waivers and configuration call the rule. */
  id: string;
  title: string;
  /** One sentence: what must hold. It stands first in every violation. */
  description: string;
  level: 'advisory' | 'mandatory';
  severity: NonNullable<Policy['severity']>;
  /** What to change, with the configuration key. */
  remediation: string;
  /** The standard that asks for it; Pulumi has room for one. */
  control?: Control;
  /** Ids of the same check in other standards and scanners. */
  alsoKnownAs?: readonly string[];
  configSchema?: PolicyConfigSchema;
}

/** The metadata in Pulumi's words. */
export function toPolicy(rule: RuleMetadata): Policy {
  return {
    name: rule.id,
    displayName: rule.title,
    description: rule.description,
    enforcementLevel: rule.level,
    severity: rule.severity,
    remediationSteps: rule.remediation,
    ...(rule.control && {
      framework: {
        name: rule.control.standard,
        version: rule.control.version,
        reference: rule.control.id,
        specification: rule.control.title,
      },
    }),
    ...(rule.alsoKnownAs && { tags: [...rule.alsoKnownAs] }),
    ...(rule.configSchema && { configSchema: rule.configSchema }),
  };
}
