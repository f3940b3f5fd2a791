// A simulated cloud asked directly, without an engine.

import type { Call, ProviderImplementation } from '../../../engine/provider/implementation.ts';
import type { PropertyMap, PropertyValue } from '../../../engine/wire/value.ts';

export function call(type: string, preview = false): Call {
  const signal = new AbortController().signal;
  return { urn: `urn::${type}::main`, type, name: 'main', preview, signal, progress() {} };
}

/** `property: reason` of everything that the service would refuse. */
export async function refusals(
  cloud: ProviderImplementation,
  type: string,
  inputs: PropertyMap,
): Promise<string[]> {
  const { failures } = await cloud.check(call(type), {}, inputs);
  return failures.map(({ property, reason }) => `${property}: ${reason}`);
}

/** What a change of these inputs does: the properties that differ, and those for whose sake a new resource is made. */
export async function change(
  cloud: ProviderImplementation,
  type: string,
  olds: PropertyMap,
  changes: Record<string, PropertyValue | undefined>,
): Promise<{ diffs: string[]; replaces: string[] }> {
  const news = Object.fromEntries(
    Object.entries({ ...olds, ...changes }).filter(([, value]) => value !== undefined),
  ) as PropertyMap;
  const { diffs = [], replaces = [] } = await cloud.diff(call(type), 'id', olds, {}, news);
  return { diffs, replaces };
}
