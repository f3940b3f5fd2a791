import structPb from 'google-protobuf/google/protobuf/struct_pb.js';
import { unknownString, unknownStrings } from './signatures.ts';
import { fromSigned, toSigned } from './signed.ts';
import {
  Asset,
  type PropertyMap,
  type PropertyValue,
  ResourceReference,
  Secret,
  Unknown,
  unknown,
} from './value.ts';

const { Struct, Value, ListValue, NullValue } = structPb;
const Kind = Value.KindCase;

/** What the receiver understands. Both default to true. */
export interface StructOptions {
  /** false: a secret is sent as its plain value. */
  keepSecrets?: boolean;
  /** false: a resource reference is sent as its id, or its URN where it has none. */
  keepResources?: boolean;
}

/**
 * A property map as Pulumi's wire has it. A property that is `undefined` is left out. Throws for NaN and the
 * infinities.
 */
export function toStruct(map: PropertyMap, o: StructOptions = {}): structPb.Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const key in map) {
    const value = map[key];
    if (value !== undefined) fields.set(key, toValue(value, o, key));
  }
  return struct;
}

/** One value as Pulumi's wire has it. `key` is the property it stands under, for errors. */
export function toValue(value: PropertyValue, o: StructOptions = {}, key = ''): structPb.Value {
  const out = new Value();
  switch (typeof value) {
    case 'string':
      return out.setStringValue(value);
    case 'boolean':
      return out.setBoolValue(value);
    case 'number':
      return out.setNumberValue(finite(value, key));
    case 'object':
      return objectToValue(value, out, o, key);
    default:
      // A hole in an array; in a map the property is left out.
      return out.setNullValue(NullValue.NULL_VALUE);
  }
}

function objectToValue(
  value: PropertyValue & (object | null),
  out: structPb.Value,
  o: StructOptions,
  key: string,
) {
  if (value === null) return out.setNullValue(NullValue.NULL_VALUE);
  if (Array.isArray(value)) {
    return out.setListValue(
      new ListValue().setValuesList(Array.from(value, (item) => toValue(item, o, key))),
    );
  }
  if (value instanceof Unknown) return out.setStringValue(unknownString);
  if (value instanceof Secret) {
    return o.keepSecrets === false
      ? toValue(value.value, o, key)
      : out.setStructValue(toStruct(toSigned(value), o));
  }
  if (value instanceof ResourceReference) {
    if (o.keepResources === false) return toValue(value.id ?? value.urn, o, key);
    return out.setStructValue(toStruct(toSigned(value), o));
  }
  return out.setStructValue(toStruct(value instanceof Asset ? value.fields : value, o));
}

/**
 * What came over Pulumi's wire. Output values lose their dependencies: those come beside them in every
 * request.
 */
export function fromStruct(struct: structPb.Struct | undefined): PropertyMap {
  const map: PropertyMap = {};
  struct?.getFieldsMap().forEach((value, key) => {
    map[key] = fromValue(value, key);
  });
  return map;
}

/** One value that came over Pulumi's wire. `key` is the property it stands under, for errors. */
export function fromValue(value: structPb.Value, key = ''): PropertyValue {
  switch (value.getKindCase()) {
    case Kind.STRING_VALUE: {
      const text = value.getStringValue();
      return unknownStrings.has(text) ? unknown : text;
    }
    case Kind.NUMBER_VALUE:
      return finite(value.getNumberValue(), key);
    case Kind.BOOL_VALUE:
      return value.getBoolValue();
    case Kind.STRUCT_VALUE:
      return fromSigned(fromStruct(value.getStructValue()), key);
    case Kind.LIST_VALUE:
      return (value.getListValue()?.getValuesList() ?? []).map((item) => fromValue(item, key));
    default:
      return null;
  }
}

/**
 * JSON has neither NaN nor infinities; Pulumi writes them into its state in a form of its own, which this
 * engine does not know.
 */
function finite(value: number, key: string): number {
  if (Number.isFinite(value)) return value;
  throw new Error(`Property “${key}” is ${value}: a number in a resource must be finite.`);
}
