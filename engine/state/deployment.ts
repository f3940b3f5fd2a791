import { createHash } from 'node:crypto';
import { version as sdkVersion } from '@pulumi/pulumi/version.js';
import { type Json, propertiesFromJson, propertiesToJson, type SecretText } from './properties.ts';
import type { PendingOperation, ResourceState, Snapshot } from './snapshot.ts';

/** One resource in the file: as in memory, with its properties as JSON. */
export type ResourceJson = Omit<ResourceState, 'inputs' | 'outputs'> & {
  inputs?: { [key: string]: Json };
  outputs?: { [key: string]: Json };
};

/** Pulumi's deployment format (sdk/go/common/apitype/core.go, DeploymentV3), as far as it is read here. */
export interface DeploymentFile {
  version: 3;
  deployment: {
    secrets_providers?: { type: string; state?: { salt?: string } };
    resources?: ResourceJson[];
    pending_operations?: { resource: ResourceJson; type: PendingOperation['type'] }[];
  };
}

/** The state cannot be used. The message says why and what to do. */
export class StateError extends Error {
  override readonly name = 'StateError';
}

/** What a resource may carry in a state of the Pulumi CLI that would mean something else here. */
const unsupportedFields = ['taint', 'viewOf', 'refreshBeforeUpdate', 'extensionRef', 'snippetID'];

export function resourceToJson(
  { inputs, outputs, ...rest }: ResourceState,
  secrets: SecretText,
): ResourceJson {
  return {
    ...rest,
    inputs: propertiesToJson(inputs, secrets, `${rest.urn}.inputs`),
    outputs: propertiesToJson(outputs, secrets, `${rest.urn}.outputs`),
  };
}

export function resourceFromJson(
  { inputs, outputs, ...rest }: ResourceJson,
  secrets: SecretText,
): ResourceState {
  const unsupported = unsupportedFields.find((field) => field in rest);
  if (unsupported !== undefined) {
    throw new StateError(
      `The resource ${rest.urn} uses “${unsupported}”, which the embedded engine does not support.`,
    );
  }
  return {
    ...rest,
    inputs: propertiesFromJson(inputs ?? {}, secrets, `${rest.urn}.inputs`),
    outputs: propertiesFromJson(outputs ?? {}, secrets, `${rest.urn}.outputs`),
  };
}

export function snapshotFromFile({ deployment }: DeploymentFile, secrets: SecretText): Snapshot {
  return {
    resources: (deployment.resources ?? []).map((resource) => resourceFromJson(resource, secrets)),
    pendingOperations: (deployment.pending_operations ?? []).map(({ type, resource }) => ({
      type,
      resource: resourceFromJson(resource, secrets),
    })),
  };
}

/**
 * The deployment around its resources. The CLI checks the magic number against the version
 * (pkg/resource/deploy, manifest).
 */
export function manifest(now: Date): Json {
  const version = `v${sdkVersion}`;
  return { time: now.toISOString(), magic: createHash('sha256').update(version).digest('hex'), version };
}

/** Checks that parsed JSON is a deployment that can be read. `where` names it in errors. */
export function asDeployment(json: unknown, where: string): DeploymentFile {
  if (!isObject(json) || typeof json.version !== 'number') {
    throw new StateError(`${where} is no Pulumi deployment: it has no version.`);
  }
  if (json.version !== 3) {
    const features = Array.isArray(json.features) ? ` with ${json.features.join(', ')}` : '';
    throw new StateError(
      `${where} is in deployment format ${json.version}${features}; the embedded engine reads format 3.`,
    );
  }
  const { deployment } = json;
  if (!isObject(deployment)) throw new StateError(`${where} is damaged: it has no deployment.`);
  const { resources = [], pending_operations: pending = [] } = deployment;
  if (!Array.isArray(resources) || !Array.isArray(pending)) {
    throw new StateError(`${where} is damaged: its resources are not a list.`);
  }
  const all = [
    ...resources,
    ...pending.map((operation) => (isObject(operation) ? operation.resource : undefined)),
  ];
  if (
    !all.every(
      (resource) =>
        isObject(resource) && typeof resource.urn === 'string' && typeof resource.type === 'string',
    )
  ) {
    throw new StateError(`${where} is damaged: one of its resources has no URN or type.`);
  }
  return json as unknown as DeploymentFile;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
