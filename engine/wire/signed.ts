import { signature, signatureKey } from './signatures.ts';
import { Asset, type PropertyMap, type PropertyValue, ResourceReference, Secret, unknown } from './value.ts';

/**
 * What an object that may carry a signature stands for. `key` is the property it was found under, for errors.
 */
export function fromSigned(object: PropertyMap, key: string): PropertyValue {
  const sig = object[signatureKey];
  switch (sig) {
    case undefined:
      return object;
    case signature.secret:
      return secret(required(object, 'value', 'secret', key));
    case signature.output: {
      const value = object.value === undefined ? unknown : object.value;
      return object.secret === true ? secret(value) : value;
    }
    case signature.resource:
      return resourceReference(object, key);
    case signature.asset:
    case signature.archive:
      return new Asset(object);
    default:
      throw new Error(
        `Property “${key}” carries the signature ${String(sig)}, which this engine does not know.`,
      );
  }
}

/** A secret inside a secret is one secret. */
function secret(value: PropertyValue): Secret {
  return value instanceof Secret ? value : new Secret(value);
}

function resourceReference(object: PropertyMap, key: string): ResourceReference {
  const urn = required(object, 'urn', 'resource reference', key);
  if (typeof urn !== 'string') {
    throw new Error(`Property “${key}” is a resource reference whose urn is not a string.`);
  }
  // An empty id is one that a preview does not know: rpc.go, UnmarshalPropertyValue.
  const id = object.id === '' ? unknown : object.id;
  const version = object.packageVersion;
  return new ResourceReference(urn, id, typeof version === 'string' && version !== '' ? version : undefined);
}

function required(object: PropertyMap, field: string, what: string, key: string): PropertyValue {
  const value = object[field];
  if (value === undefined) throw new Error(`Property “${key}” is a ${what} without its field “${field}”.`);
  return value;
}

/** The object that stands for a secret or a resource reference where plain data is written. */
export function toSigned(value: Secret | ResourceReference): PropertyMap {
  if (value instanceof Secret) return { [signatureKey]: signature.secret, value: value.value };
  const object: PropertyMap = { [signatureKey]: signature.resource, urn: value.urn };
  if (value.id !== undefined) object.id = value.id === unknown ? '' : value.id;
  if (value.packageVersion !== undefined) object.packageVersion = value.packageVersion;
  return object;
}
