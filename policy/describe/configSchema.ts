import type { Rule } from '../pack/rule.ts';

const levels = ['advisory', 'mandatory', 'remediate', 'disabled'];

/** JSON Schema of a --policy-pack-config file, and of `redis-ha-policy:rules` in a stack file: editors read it. */
export function configSchema(rules: readonly Rule[]): object {
  const level = { enum: levels };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of redis-ha-policy',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      all: { ...level, description: 'The level of every rule that is not named.' },
      ...Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
    },
  };
}

function ruleSchema({ description, values }: Rule): object {
  return {
    description,
    anyOf: [
      { enum: levels },
      {
        type: 'object',
        additionalProperties: false,
        properties: { enforcementLevel: { enum: levels }, ...values },
      },
    ],
  };
}
