// The program's requests in the engine's own words. Source: RegisterResource in pulumi/pulumi
// pkg/resource/deploy/source_eval.go.
import type aliasPb from '@pulumi/pulumi/proto/alias_pb.js';
import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb.js';
import type { Alias } from '../plan/index.ts';
import type { ResourceState } from '../state/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import { fromStruct } from '../wire/struct.ts';

/** One resource as the program registers it, before it inherits anything. */
export interface Registration {
  type: string;
  name: string;
  custom: boolean;
  parent: string | undefined;
  properties: PropertyMap;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  /** `URN::ID` where the program names one. */
  provider: string | undefined;
  /** By package name. */
  providers: Record<string, string>;
  version: string;
  pluginDownloadUrl: string;
  packageRef: string;
  aliases: Alias[];
  ignoreChanges: string[];
  replaceOnChanges: string[];
  additionalSecretOutputs: string[];
  protect: boolean | undefined;
  retainOnDelete: boolean | undefined;
  deletedWith: string | undefined;
  deleteBeforeReplace: boolean | undefined;
  customTimeouts: ResourceState['customTimeouts'];
}

export function readRegistration(request: RegisterResourceRequest): Registration {
  const properties = fromStruct(request.getObject());
  const dependencies = [...new Set(request.getDependenciesList())];
  const dbrGiven = request.getDeletebeforereplacedefined() || request.getDeletebeforereplace();
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: optional(request.getParent()),
    properties,
    dependencies,
    propertyDependencies: propertyDependencies(request, properties, dependencies),
    provider: optional(request.getProvider()),
    providers: Object.fromEntries(request.getProvidersMap().getEntryList()),
    version: request.getVersion(),
    pluginDownloadUrl: request.getPlugindownloadurl(),
    packageRef: request.getPackageref(),
    aliases: [
      ...request.getAliasurnsList().map((urn) => ({ urn })),
      ...request.getAliasesList().map(readAlias),
    ],
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deletedWith: optional(request.getDeletedwith()),
    deleteBeforeReplace: dbrGiven ? request.getDeletebeforereplace() : undefined,
    customTimeouts: timeouts(request),
  };
}

/** Options that this engine does not know how to keep, by the names the program gives them. */
export function unsupportedOptions(request: RegisterResourceRequest): string[] {
  const hooks = request.getHooks()?.toObject();
  const used: [string, boolean][] = [
    ['import', request.getImportid() !== ''],
    ['a remote component (construct)', request.getRemote()],
    ['transforms', request.getTransformsList().length > 0],
    ['hooks', Object.values(hooks ?? {}).some((names) => names.length > 0)],
    ['replaceWith', request.getReplaceWithList().length > 0],
    [
      'replacementTrigger',
      request.hasReplacementTrigger() && !request.getReplacementTrigger()?.hasNullValue(),
    ],
    ['stateMigrations', request.getStateMigrationsList().length > 0],
    ['envVarMappings', request.getEnvvarmappingsMap().getLength() > 0],
  ];
  return used.flatMap(([name, isUsed]) => (isUsed ? [name] : []));
}

/** An SDK that does not say which property depends on what means: each on all. */
function propertyDependencies(request: RegisterResourceRequest, properties: PropertyMap, all: string[]) {
  const given = request.getPropertydependenciesMap();
  const keys = given.getLength() === 0 ? Object.keys(properties) : [...given.keys()];
  const list = given.getLength() === 0 ? () => all : (key: string) => given.get(key)?.getUrnsList() ?? [];
  return Object.fromEntries([
    ...Object.keys(properties).map((key) => [key, []]),
    ...keys.map((key) => [key, [...new Set(list(key))]]),
  ]);
}

function readAlias(alias: aliasPb.Alias): Alias {
  const spec = alias.getSpec();
  if (spec === undefined) return { urn: alias.getUrn() };
  return {
    ...(spec.getName() !== '' && { name: spec.getName() }),
    ...(spec.getType() !== '' && { type: spec.getType() }),
    ...(spec.getStack() !== '' && { stack: spec.getStack() }),
    ...(spec.getProject() !== '' && { project: spec.getProject() }),
    ...(spec.getParenturn() !== '' && { parent: spec.getParenturn() }),
    ...(spec.getNoparent() && { noParent: true }),
  };
}

function timeouts(request: RegisterResourceRequest): ResourceState['customTimeouts'] {
  const given = request.getCustomtimeouts();
  if (given === undefined) return undefined;
  const entries = [
    ['create', seconds(given.getCreate())],
    ['update', seconds(given.getUpdate())],
    ['delete', seconds(given.getDelete())],
  ].filter(([, value]) => value !== 0);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const unitSeconds: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** A duration as Go writes it, `1h30m` or `90s`. Throws for anything else. */
export function seconds(duration: string): number {
  if (duration === '' || duration === '0') return 0;
  const parts = [...duration.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ms|us|µs|ns|h|m|s)/g)];
  if (parts.map(([text]) => text).join('') !== duration) {
    throw new Error(`customTimeouts: “${duration}” is not a duration; write it like 1h30m or 90s.`);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ''] ?? 0), 0);
}

function optional(text: string): string | undefined {
  return text === '' ? undefined : text;
}
