import {
  Asset,
  type PropertyMap,
  type PropertyValue,
  ResourceReference,
  Secret,
  signature,
  signatureKey,
  Unknown,
  unknown,
  unknownString,
} from '../wire/index.ts';
import { fromSigned } from '../wire/signed.ts';

/** Plain JSON, as the state file holds properties. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Hides and shows a secret's JSON text. `place` is the path of the secret, for errors and to know it again.
 */
export interface SecretText {
  hide(text: string, place: string): string;
  show(hidden: string, place: string): string;
}

/**
 * Inside a secret everything is encrypted with it; a secret there is only marked
 * (pkg/resource/stack/deployment.go).
 */
const marked: SecretText = { hide: (text) => text, show: (hidden) => hidden };

export function propertiesToJson(
  map: PropertyMap,
  secrets: SecretText,
  place: string,
): { [key: string]: Json } {
  const json: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(map)) {
    if (value !== undefined) json[key] = toJson(value, secrets, `${place}.${key}`);
  }
  return json;
}

function toJson(value: PropertyValue, secrets: SecretText, place: string): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item, i) => toJson(item, secrets, `${place}[${i}]`));
  if (value instanceof Unknown) return unknownString;
  if (value instanceof Secret) {
    const text = JSON.stringify(toJson(value.value, marked, place));
    return { [signatureKey]: signature.secret, ciphertext: secrets.hide(text, place) };
  }
  if (value instanceof ResourceReference) return referenceToJson(value);
  return propertiesToJson(value instanceof Asset ? value.fields : value, secrets, place);
}

function referenceToJson({ urn, id, packageVersion }: ResourceReference): Json {
  const json: Json = { [signatureKey]: signature.resource, urn, packageVersion: packageVersion ?? '' };
  if (id !== undefined) json.id = typeof id === 'string' ? id : '';
  return json;
}

export function propertiesFromJson(
  json: { [key: string]: Json },
  secrets: SecretText,
  place: string,
): PropertyMap {
  const map: PropertyMap = {};
  for (const [key, value] of Object.entries(json)) map[key] = fromJson(value, secrets, `${place}.${key}`);
  return map;
}

function fromJson(json: Json, secrets: SecretText, place: string): PropertyValue {
  if (json === unknownString) return unknown;
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item, i) => fromJson(item, secrets, `${place}[${i}]`));
  if (json[signatureKey] === signature.secret) return secretFromJson(json, secrets, place);
  return fromSigned(propertiesFromJson(json, secrets, place), place);
}

/** `plaintext` stands in an export with `--show-secrets`. */
function secretFromJson(json: { [key: string]: Json }, secrets: SecretText, place: string): Secret {
  const { ciphertext, plaintext } = json;
  if (typeof plaintext !== 'string' && typeof ciphertext !== 'string') {
    throw new Error(`The secret ${place} has neither ciphertext nor plaintext.`);
  }
  const text = typeof ciphertext === 'string' ? secrets.show(ciphertext, place) : String(plaintext);
  return new Secret(fromJson(JSON.parse(text), marked, place));
}
