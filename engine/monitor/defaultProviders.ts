// The providers that nobody writes into a program: one for each package, version and download URL that it asks for.
// Source: pulumi/pulumi pkg/resource/deploy/default_providers.go.
import { defaultProviderName, formatReference, type Goal, providerType } from '../plan/index.ts';
import type { StackConfig } from '../project/index.ts';
import type { ResourceState } from '../state/index.ts';
import { type PropertyMap, Secret } from '../wire/index.ts';

export interface PackageRequest {
  packageName: string;
  version: string;
  pluginDownloadUrl: string;
}

export class DefaultProviders {
  private readonly config: StackConfig;
  private readonly register: (goal: Goal) => Promise<ResourceState>;
  private readonly references = new Map<string, Promise<string>>();

  constructor(config: StackConfig, register: (goal: Goal) => Promise<ResourceState>) {
    this.config = config;
    this.register = register;
  }

  /** `URN::ID` of the provider, registered at the first request. */
  reference(request: PackageRequest): Promise<string> {
    const key = JSON.stringify([request.packageName, request.version, request.pluginDownloadUrl]);
    const known = this.references.get(key);
    if (known !== undefined) return known;
    const reference = this.create(request);
    this.references.set(key, reference);
    return reference;
  }

  private async create({ packageName, version, pluginDownloadUrl }: PackageRequest): Promise<string> {
    if (isDisabled(this.config, packageName)) {
      throw new Error(
        `The stack's configuration disables the default provider of “${packageName}” (pulumi:disable-default-providers): ` +
          'name a provider in the program.',
      );
    }
    const { urn, id = '' } = await this.register({
      type: providerType(packageName),
      name: defaultProviderName(version, pluginDownloadUrl),
      custom: true,
      properties: {
        ...packageConfig(this.config, packageName),
        ...(version !== '' && { version }),
        // Pulumi's engine writes this beside a version, with nothing in it too: seen in what it exports.
        ...((version !== '' || pluginDownloadUrl !== '') && { __internal: origin(pluginDownloadUrl) }),
      },
      dependencies: [],
      propertyDependencies: {},
      aliases: [],
      ignoreChanges: [],
      replaceOnChanges: [],
      additionalSecretOutputs: [],
    });
    return formatReference({ urn, id });
  }
}

/** What an engine keeps of where a provider comes from; the provider does not see it. */
export function origin(pluginDownloadUrl: string): PropertyMap {
  return pluginDownloadUrl === '' ? {} : { pluginDownloadURL: pluginDownloadUrl };
}

/** The stack's configuration under a package's name is the configuration of its default provider. */
function packageConfig({ values, secretKeys }: StackConfig, packageName: string): PropertyMap {
  const prefix = `${packageName}:`;
  const own = Object.entries(values).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(
    own.map(([key, value]) => [
      key.slice(prefix.length),
      secretKeys.includes(key) ? new Secret(value) : value,
    ]),
  );
}

function isDisabled({ values }: StackConfig, packageName: string): boolean {
  const text = values['pulumi:disable-default-providers'];
  if (text === undefined || text === '' || packageName === 'pulumi') return false;
  const barred: unknown = JSON.parse(text);
  return Array.isArray(barred) && barred.some((name) => name === '*' || name === packageName);
}
