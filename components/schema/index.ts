// The JSON schema of a stack file, for completion in editors and for a check without a deployment. It is made from
// args/ (types, descriptions, defaults) and validate/fields.ts (what a value may be) by `npm run schema`, and kept
// in stack.schema.json. The program does not use it: it judges by validate/.

import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { namespace } from '../configuration/index.ts';
import { instancesKey } from '../configuration/keys.ts';
import { argumentFields } from '../validate/fields.ts';
import { describe, type Schema } from './describe.ts';
import { asText } from './text.ts';

const typeName = 'RedisHAArgs';

/** The schema as it is written to the file. */
export function stackSchema(): Schema {
  const { required: _, ...instance } = describe(generated(), argumentFields);
  const keys = Object.entries(instance.properties ?? {}).map(([name, schema]): [string, Schema] => [
    `${namespace}:${name}`,
    asText(schema) ?? { $ref: `#/definitions/instance/properties/${name}` },
  ]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A stack of redis-ha',
    type: 'object',
    properties: {
      config: {
        type: 'object',
        properties: { ...Object.fromEntries(keys), [`${namespace}:${instancesKey}`]: instances },
        // Pulumi.yaml declares it, so Pulumi asks for it in every stack.
        required: [`${namespace}:backend`],
        // Keys of providers, aws:region for example, are described elsewhere.
        patternProperties: { [`^(?!${namespace}:)[^:]+:`]: {} },
        additionalProperties: false,
      },
    },
    required: ['config'],
    definitions: { instance },
  };
}

const instances: Schema = {
  type: 'object',
  description:
    'Several instances by name, each with the keys beside it as defaults. The one called `main` is first, ' +
    'and is the instance that a stack without this key has.',
  minProperties: 1,
  additionalProperties: { anyOf: [{ $ref: '#/definitions/instance' }, { type: 'null' }] },
};

function generated(): Schema {
  return createGenerator({
    path: fileURLToPath(new URL('../args/redisHa.ts', import.meta.url)),
    // There, Pulumi's Input is what it is in a stack file.
    tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    type: typeName,
    topRef: false,
    encodeRefs: false,
    sortProps: false,
  }).createSchema(typeName) as Schema;
}
