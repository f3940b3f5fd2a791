// How a resource names its provider: URN::ID of the provider's own resource.
// Source: pulumi/pulumi sdk/go/common/providers/reference.go and pkg/resource/deploy/providers/provider.go.
import { isProviderType, urnName, urnType } from './urn.ts';

/** The id a provider has in a preview that would create it. */
export const unknownProviderId = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

export interface ProviderReference {
  urn: string;
  id: string;
}

export function formatReference({ urn, id }: ProviderReference): string {
  return `${urn}::${id}`;
}

/** Throws for text that is no reference. */
export function parseReference(text: string): ProviderReference {
  const cut = text.lastIndexOf('::');
  const reference = { urn: text.slice(0, cut), id: text.slice(cut + 2) };
  if (cut < 0 || !isProviderType(urnType(reference.urn))) {
    throw new Error(`“${text}” is not a provider reference (URN::ID).`);
  }
  return reference;
}

/** `default`, or `default_1_2_3` where the program's SDK asks for a version. */
export function defaultProviderName(version: string, pluginDownloadUrl: string): string {
  const [release = '', build] = version.split('+');
  const dash = release.indexOf('-');
  const numbers = dash < 0 ? release : release.slice(0, dash);
  const pre = dash < 0 ? '' : release.slice(dash + 1);
  const parts = [numbers, pre, build ?? ''].flatMap((part) => (part === '' ? [] : part.split('.')));
  const url = pluginDownloadUrl
    .split('/')
    .flatMap((part) => (part === '' ? [] : part.replace(/[^\w.-]/g, '_')));
  return ['default', ...parts, ...(url.length === 0 ? [] : [url.join('/')])].join('_');
}

/** Providers that nobody wrote into the program; the step list leaves them out, as Pulumi's does. */
export function isDefaultProvider(urn: string): boolean {
  return isProviderType(urnType(urn)) && urnName(urn).startsWith('default');
}
