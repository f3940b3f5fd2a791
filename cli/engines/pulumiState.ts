import type { ResourceState } from '../../engine/state/snapshot.ts';
import { signature, signatureKey } from '../../engine/wire/signatures.ts';
import { type PropertyMap, type PropertyValue, Secret } from '../../engine/wire/value.ts';
import type { Deployed } from './engine.ts';

const stackType = 'pulumi:pulumi:Stack';

/** What `pulumi stack export --show-secrets` prints, with each secret as Secret; undefined for an empty stack. */
export function fromExport(exported: { deployment?: { resources?: ResourceState[] } }): Deployed | undefined {
  const found = exported.deployment?.resources ?? [];
  const resources = found.map((resource) => ({
    ...resource,
    inputs: revive(resource.inputs),
    outputs: revive(resource.outputs),
  }));
  if (resources.length === 0) return undefined;
  return { resources, outputs: resources.find(({ type }) => type === stackType)?.outputs ?? {} };
}

function revive(map: PropertyMap | undefined): PropertyMap {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key, reviveValue(value)]));
}

function reviveValue(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(reviveValue);
  if (typeof value !== 'object' || value === null) return value;
  const map = value as PropertyMap;
  if (map[signatureKey] === signature.secret && typeof map.plaintext === 'string') {
    return new Secret(reviveValue(JSON.parse(map.plaintext)));
  }
  return revive(map);
}
