import type { core } from '@pulumi/kubernetes/types/input.js';
import type * as pulumi from '@pulumi/pulumi';
import { accessFiles, type Generations } from '../access.ts';
import { contentName } from '../contentName.ts';
import type { Plan } from '../plan.ts';
import { metadataOf } from './meta.ts';

/** A Secret's name and content, before it is one: both are known only together, and only after the passwords. */
export interface SecretContent {
  name: string;
  files: Record<string, string>;
}

/** ACL files and the passwords that pods use among themselves. */
export function accessContent(plan: Plan, generations: Generations): SecretContent {
  const files = accessFiles(generations, plan.own.passwords.use, plan.spec.topology);
  return { name: contentName(`${plan.name}-access`, files), files };
}

/** The certificate of an instance that is its own authority. PEM. */
export function tlsContent(plan: Plan, ca: string, certificate: string, key: string): SecretContent {
  const files = { 'ca.crt': ca, 'tls.crt': certificate, 'tls.key': key };
  return { name: contentName(`${plan.name}-tls`, files), files };
}

/** Immutable: another content is another Secret. The content comes as it is known. */
export function secret(
  plan: Plan,
  type: string,
  name: pulumi.Input<string>,
  files: pulumi.Input<Record<string, string>>,
): core.v1.Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(plan, name),
    type,
    immutable: true,
    stringData: files,
  };
}

/** The connection for an application. It keeps its name, since the application's own manifests refer to it. */
export function bindingSecret(
  plan: Plan,
  name: string,
  namespace: string,
  env: pulumi.Input<Record<string, string>>,
): core.v1.Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { ...metadataOf(plan, name), namespace },
    type: 'Opaque',
    stringData: env,
  };
}
