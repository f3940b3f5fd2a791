import { containsSecret, isMap, type PropertyMap, Secret } from '../wire/index.ts';

/**
 * A provider that does not know secrets gave `outs` for `ins`: what is secret in `ins` is secret under the
 * same name in `outs`. Objects are gone into; anything else, an array with one secret item too, becomes
 * secret as a whole (pulumi/pulumi provider_plugin.go, annotateSecrets).
 */
export function carrySecrets(outs: PropertyMap, ins: PropertyMap): PropertyMap {
  const result = { ...outs };
  for (const [key, before] of Object.entries(ins)) {
    const after = outs[key];
    if (after === undefined || after instanceof Secret) continue;
    if (isMap(after) && isMap(before)) result[key] = carrySecrets(after, before);
    else if (containsSecret(before)) result[key] = new Secret(after);
  }
  return result;
}

/** Every property secret: what a function made of secret arguments. */
export function allSecret(map: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, value instanceof Secret ? value : new Secret(value)]),
  );
}
