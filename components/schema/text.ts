import type { Schema } from './describe.ts';

/**
 * A number, truth or text that stands directly under `config:`, where `pulumi config set` writes everything in
 * quotes. Undefined for what has no such form.
 */
export function asText(schema: Schema): Schema | undefined {
  switch (schema.type) {
    case 'string':
      return schema;
    case 'integer':
      return { ...schema, type: ['integer', 'string'], pattern: '^\\d+$' };
    case 'number':
      return { ...schema, type: ['number', 'string'], pattern: '^\\d+(\\.\\d+)?$' };
    case 'boolean':
      return { ...schema, type: undefined, enum: [true, false, 'true', 'false'] };
    default:
      return undefined;
  }
}
