// The kinds of value an argument can have. The table in fields.ts is made of these; shape.ts judges values by
// them, configuration/ parses text by them, schema/ adds their limits to the editors' schema.

export interface TextField {
  kind: 'text';
  /** The only values allowed. */
  allowed?: readonly string[];
  /** What they are together, where listing them would fill a page. Completes "Expected …". */
  amongst?: string;
  /** The form it must have. `says` completes "Expected …". */
  form?: { says: string; fits(text: string): boolean };
  /** May be an Output: it does not decide posture. */
  input?: true;
}

export interface NumberField {
  kind: 'number';
  whole?: true;
  min?: number;
  max?: number;
  /** The value must be more than this. */
  above?: number;
}

export interface BooleanField {
  kind: 'boolean';
}

export interface ListField {
  kind: 'list';
  of: Field;
  /** The list or an element may be an Output. */
  input?: true;
}

/** Free keys, text values. */
export interface MapField {
  kind: 'map';
}

export interface ObjectField {
  kind: 'object';
  fields: Fields;
  required: readonly string[];
}

export type Field = TextField | NumberField | BooleanField | ListField | MapField | ObjectField;

export interface Fields {
  readonly [name: string]: Field;
}

/** One field for each property of an argument interface: a property without a field does not compile. */
export type FieldsOf<Args> = { readonly [Name in keyof Required<Args>]: Field };

export function object<Args>(
  fields: FieldsOf<Args>,
  ...required: (keyof Args & string)[]
): ObjectField & { fields: FieldsOf<Args> } {
  return { kind: 'object', fields, required };
}
