// What two engines have in common that did the same: steps and resources without ids, times and places in the source.

import type { DeployResult } from '../../engine/index.ts';
import type { ResourceState } from '../../engine/state/snapshot.ts';
import { Secret } from '../../engine/wire/value.ts';

type Steps = { op: string; urn: string }[];

export function changing(steps: Steps): string[] {
  return logicalSteps(steps).filter((step) => !/^(same|read) /.test(step));
}

/** The CLI's preview lists a replacement once; here it is three steps. */
export function logicalSteps(steps: Steps): string[] {
  const parts = ['create-replacement', 'delete-replaced'];
  return steps.flatMap(({ op, urn }) => (parts.includes(op) ? [] : [`${op} ${urn}`])).sort();
}

export function withoutZeros(counts: DeployResult['counts']): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

export function pick(record: Record<string, number>, keys: string[]): Record<string, number> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}

/** What two deployments of the same program have in common: not ids and times. */
export function comparable(resources: ResourceState[]): Record<string, unknown> {
  return Object.fromEntries(
    resources.map(({ urn, provider = '', id: _id, created: _created, modified: _modified, ...rest }) => [
      urn,
      plain({
        inputs: {},
        outputs: {},
        ...withoutOrigin(rest),
        provider: provider.slice(0, provider.lastIndexOf('::')),
        dependencies: [...(rest.dependencies ?? [])].sort(),
      }),
    ]),
  );
}

/** Where in the program a resource stands is of no use to this engine. */
function withoutOrigin(resource: object): object {
  return Object.fromEntries(
    Object.entries(resource).filter(([key]) => key !== 'sourcePosition' && key !== 'stackTrace'),
  );
}

const signatureKey = '4dabf18193072939515e22adb298388d';

/** Secrets of both kinds as `{secret}`: a Secret here, a signed object in the CLI's export. */
export function plain(value: unknown): unknown {
  if (value instanceof Secret) return { secret: plain(value.value) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (signatureKey in value && 'plaintext' in value) return { secret: JSON.parse(String(value.plaintext)) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
