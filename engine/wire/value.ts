// The values that cross Pulumi's wire, as plain JavaScript plus four classes for what JSON cannot say.

export type PropertyValue =
  | null
  | boolean
  | number
  | string
  | PropertyValue[]
  | PropertyMap
  | Secret
  | Unknown
  | ResourceReference
  | Asset;

export interface PropertyMap {
  [key: string]: PropertyValue;
}

/** A value that must be encrypted wherever it is stored. */
export class Secret {
  readonly value: PropertyValue;
  constructor(value: PropertyValue) {
    this.value = value;
  }
}

/** A value that a preview cannot know yet. There is one: `unknown`. */
export class Unknown {
  private readonly kind = 'unknown';
  toString(): string {
    return this.kind;
  }
}
export const unknown = new Unknown();

/** A resource passed as a value. */
export class ResourceReference {
  readonly urn: string;
  readonly id: PropertyValue | undefined;
  readonly packageVersion: string | undefined;
  constructor(urn: string, id?: PropertyValue, packageVersion?: string) {
    this.urn = urn;
    this.id = id;
    this.packageVersion = packageVersion;
  }
}

/** An asset or archive, kept as the wire gives it; the engine only carries it. */
export class Asset {
  readonly fields: PropertyMap;
  constructor(fields: PropertyMap) {
    this.fields = fields;
  }
}
