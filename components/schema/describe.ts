// The schema that the types give, completed by the table of fields: allowed values, least and most, whole numbers.

import type { Field, NumberField } from '../validate/field.ts';

/** What we use of JSON schema, draft 7. */
export interface Schema {
  $schema?: string;
  $ref?: string;
  title?: string;
  type?: string | string[];
  description?: string;
  default?: unknown;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minProperties?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: readonly string[];
  anyOf?: Schema[];
  definitions?: Record<string, Schema>;
}

const typeOfKind = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  list: 'array',
  map: 'object',
  object: 'object',
};

/** Completes `schema`, without references. Throws where the types and the table say different things. */
export function describe(schema: Schema, field: Field): Schema {
  return complete(schema, field, schema.definitions ?? {}, 'RedisHAArgs');
}

function complete(raw: Schema, field: Field, definitions: Record<string, Schema>, path: string): Schema {
  const { definitions: _, $schema: __, ...schema } = resolve(raw, definitions);
  const type = typeOfKind[field.kind];
  const plain = 'input' in field ? schema.anyOf?.map((one) => resolve(one, definitions))[0] : schema;
  if (plain?.type !== type)
    throw new Error(
      `${path}: args/ says ${JSON.stringify(schema.type)}, validate/fields.ts says ${field.kind}.`,
    );
  return withDefault({ ...schema, ...limits(schema, field, definitions, path) });
}

function limits(schema: Schema, field: Field, definitions: Record<string, Schema>, path: string): Schema {
  switch (field.kind) {
    case 'text':
      if (field.input) return inputOf({ type: 'string' });
      return field.allowed ? { enum: [...field.allowed] } : {};
    case 'number':
      return range(field);
    case 'list': {
      const items = complete(itemsOf(schema, definitions), field.of, definitions, `${path}[]`);
      return field.input ? inputOf({ type: 'array', items }) : { items };
    }
    case 'object': {
      const properties = Object.entries(field.fields).map(([name, inner]): [string, Schema] => [
        name,
        complete(schema.properties?.[name] ?? {}, inner, definitions, `${path}.${name}`),
      ]);
      return { properties: Object.fromEntries(properties) };
    }
    default:
      return {};
  }
}

function itemsOf(schema: Schema, definitions: Record<string, Schema>): Schema {
  const list = schema.items
    ? schema
    : schema.anyOf?.map((one) => resolve(one, definitions)).find((one) => one.items);
  return list?.items ?? {};
}

/** A value in clear or, as `pulumi config set --secret --path` writes it, encrypted. */
function inputOf(plain: Schema): Schema {
  const secure: Schema = {
    type: 'object',
    properties: { secure: { type: 'string' } },
    required: ['secure'],
    additionalProperties: false,
  };
  return { anyOf: [plain, secure] };
}

function range({ whole, min, max, above }: NumberField): Schema {
  return { type: whole ? 'integer' : 'number', minimum: min, maximum: max, exclusiveMinimum: above };
}

/** `@default` may be prose, which is no value: it becomes the description's end. */
function withDefault({ default: given, ...schema }: Schema): Schema {
  if (given === undefined) return schema;
  const isValue =
    schema.type === 'string' ? typeof given === 'string' && isWord(given) : typeof given !== 'string';
  if (isValue) return { ...schema, default: given };
  const sentence = `Default: ${String(given).replace(/^- /, '')}.`;
  return { ...schema, description: [schema.description, sentence].filter(Boolean).join(' ') };
}

function isWord(text: string): boolean {
  return /^\S+$/.test(text);
}

function resolve(schema: Schema, definitions: Record<string, Schema>): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  return { ...resolve(definitions[$ref.replace('#/definitions/', '')] ?? {}, definitions), ...beside };
}
