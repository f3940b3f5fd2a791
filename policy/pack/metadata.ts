import type { PolicyConfigSchema } from '@pulumi/policy';
import type { Control } from './standards.ts';

/**
 * How much a rule weighs; presets.ts makes a level of it. `mission`: encryption, zones, retention. `must`: without it data
 * are exposed or lost. `should`: what production has. `may`: a matter of taste or money. `notice`: only told.
 */
export type Weight = 'mission' | 'must' | 'should' | 'may' | 'notice';

/** All that is known of a rule besides its check; reports and docs/policies.md are made from it. */
export interface RuleMetadata {
  /** Unique in the pack; what waivers and configuration call the rule. */
  id: string;
  title: string;
  /** One sentence: what must hold. It stands first in every violation. */
  description: string;
  weight: Weight;
  severity: 'low' | 'medium' | 'high' | 'critical';
  /** What to change, a sentence. */
  remediation: string;
  /** The same as code: TypeScript of a Pulumi program, or YAML of a stack file. */
  example: string;
  /** Where the reason is explained. */
  url: string;
  /** Standards and scanners that ask for it. None: nobody but us. */
  controls?: readonly Control[];
  /**
   * The neutral rule on RedisHA that says the same of the whole instance. Below a RedisHA its verdict counts: what is
   * waived there is waived here, and what is refused there is not refused a second time.
   */
  concern?: string;
  /** `true`: what a RedisHA made is left to the rule of the same concern, which has said it. */
  alone?: true;
  /** `false`: no waiver may name it. */
  waivable?: false;
  /** What configuration can set: a JSON Schema for each value, with its default. */
  values?: PolicyConfigSchema['properties'];
}
