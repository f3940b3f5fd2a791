// Inputs held against the schema that the Kubernetes API publishes, and against the few rules of every object that no
// schema says. Admission (quotas, Pod Security, what a storage class allows) is the cluster's own to judge.

import { readFileSync } from 'node:fs';
import { dereference, type OutputUnit, type Schema, validate } from '@cfworker/json-schema';
import type { CheckFailure } from '../../provider/implementation.ts';
import type { PropertyMap } from '../../wire/value.ts';
import { plainOf } from '../plain.ts';
import type { Kind } from './kind.ts';

const { kinds, definitions } = JSON.parse(
  readFileSync(new URL('schema/kubernetes.json', import.meta.url), 'utf8'),
) as { kinds: Record<string, string>; definitions: Record<string, Schema> };

/** Groups that come with the API; an object of any other is a custom resource, whose schema is in the cluster. */
const builtIn = /^(v1|(apps|batch|policy|autoscaling)\/.*|.*\.k8s\.io\/.*)$/;
const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Every part of the schema by its address: made once, since that takes longer than all the judging. */
const lookup = dereference({ definitions });

/** Everything wrong with an object's inputs. What is not known yet is not judged. */
export function judge({ apiVersion, kind }: Kind, inputs: PropertyMap): CheckFailure[] {
  const { value, unknowns } = plainOf(inputs);
  const definition = kinds[`${apiVersion}/${kind}`];
  if (definition === undefined && builtIn.test(apiVersion)) return [stranger(apiVersion, kind)];
  const found =
    definition === undefined
      ? errorsOf(objectMeta, value.metadata).map(({ property, reason }) => ({
          property: ['metadata', property].filter(Boolean).join('.'),
          reason,
        }))
      : errorsOf(definition, value);
  const known = found.filter(({ property }) => !unknowns.some((path) => isWithin(property, path)));
  return [...known, ...identity({ apiVersion, kind }, value), ...nameFailures(value.metadata, unknowns)];
}

function stranger(apiVersion: string, kind: string): CheckFailure {
  const reason = `The reduced schema has no ${kind} of ${apiVersion}; it has ${Object.keys(kinds).join(', ')}.`;
  return { property: 'kind', reason };
}

function errorsOf(definition: string, value: unknown): CheckFailure[] {
  const schema = definitions[definition] ?? false;
  return validate(value, schema, '7', lookup, false).errors.flatMap(failure);
}

/** The errors that say something by themselves: each is followed by one for every object around it. */
function failure({ instanceLocation, keyword, error }: OutputUnit): CheckFailure[] {
  const path = instanceLocation.replace(/^#\/?/, '').split('/').filter(Boolean).map(unescaped);
  const [, quoted] = /"([^"]*)"/.exec(error) ?? [];
  switch (keyword) {
    case 'type':
      return [{ property: path.join('.'), reason: error.replace(/^Instance type/, 'Type') }];
    case 'required':
      return [{ property: [...path, quoted].join('.'), reason: 'Is missing and has no default.' }];
    case 'additionalProperties':
      return [{ property: [...path, quoted].join('.'), reason: 'The API has no such field.' }];
    default:
      return [];
  }
}

/** JSON pointer's two escapes, RFC 6901 section 3; the library also writes them as in a URI. */
function unescaped(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
}

function isWithin(property: string, path: string): boolean {
  return property === path || property.startsWith(`${path}.`);
}

function identity(wanted: Kind, value: Record<string, unknown>): CheckFailure[] {
  return (['apiVersion', 'kind'] as const)
    .filter((key) => value[key] !== wanted[key])
    .map((key) => ({ property: key, reason: `Expected ${wanted[key]}, as the resource's type says.` }));
}

/** Lower-case letters, digits, dashes and dots, at most 253: RFC 1123, which the API asks of every name we use. */
function nameFailures(metadata: unknown, unknowns: readonly string[]): CheckFailure[] {
  if (unknowns.some((path) => isWithin('metadata.name', path))) return [];
  const name = (metadata as { name?: unknown } | undefined)?.name;
  if (typeof name !== 'string')
    return [{ property: 'metadata.name', reason: 'Is missing; nothing here makes up names.' }];
  if (/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name)) return [];
  const reason = `Expected small letters, digits, dashes and dots, at most 253, given ${JSON.stringify(name)}.`;
  return [{ property: 'metadata.name', reason }];
}
