import { type PropertyMap, withoutSecrets } from '../wire/index.ts';

/**
 * A provider's configuration as `package:config:key` texts, which providers of before Pulumi 3 still read in
 * place of `args` (provider_plugin.go, Configure). `type` is the provider resource's,
 * `pulumi:providers:PACKAGE`.
 */
export function configVariables(type: string, args: PropertyMap): [string, string][] {
  const pack = type.slice(type.lastIndexOf(':') + 1);
  return Object.entries(withoutSecrets(args))
    .filter(([key]) => key !== 'version')
    .map(([key, value]) => [
      `${pack}:config:${key}`,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
}
