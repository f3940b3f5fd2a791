import { type PropertyMap, Secret } from '../wire/index.ts';

/**
 * Outputs that have to be secret are: those named in `additionalSecretOutputs`, and those whose input of the same name is.
 * Source: continueExecuteStep in pulumi/pulumi pkg/resource/deploy/step_executor.go.
 */
export function secretOutputs(
  outputs: PropertyMap,
  inputs: PropertyMap,
  additional: string[] = [],
): PropertyMap {
  const protectedOutputs = { ...outputs };
  for (const [key, value] of Object.entries(outputs)) {
    const secret = additional.includes(key) || inputs[key] instanceof Secret;
    if (secret && !(value instanceof Secret)) protectedOutputs[key] = new Secret(value);
  }
  return protectedOutputs;
}
