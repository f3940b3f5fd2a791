import { Secret } from '@pulumi/kubernetes/core/v1/secret.js';
import type * as pulumi from '@pulumi/pulumi';
import { unsecret } from '@pulumi/pulumi/output.js';
import { bindingSecret, type SecretContent, secret } from '../manifests/index.ts';
import { dataPort, type Plan, primaryHost } from '../plan.ts';
import type { Options } from './cluster.ts';

/** A Secret and its name. The name is no secret: it is a short hash of random passwords and keys. */
export function contentSecret(
  name: string,
  plan: Plan,
  type: string,
  content: pulumi.Output<SecretContent>,
  options: Options,
): { name: pulumi.Output<string>; resource: pulumi.Resource } {
  const named = unsecret(content.apply((known) => known.name));
  const files = content.apply((known) => known.files);
  const resource = new Secret(name, secret(plan, type, named, files), options);
  return { name: named, resource };
}

/**
 * The connection, for each application that `bindings` names. With the proxy it has an address too for who knows no
 * Sentinel; the others go by REDIS_MODE.
 */
export function bindings(plan: Plan, env: pulumi.Output<Record<string, string>>, options: Options): void {
  const direct = { REDIS_HOST: primaryHost(plan), REDIS_PORT: String(dataPort) };
  const variables = plan.own.proxy.enabled ? env.apply((known) => ({ ...known, ...direct })) : env;
  for (const binding of plan.spec.bindings) {
    const namespace = binding.namespace ?? plan.own.namespace;
    new Secret(
      `${plan.name}-binding-${namespace}-${binding.name}`,
      bindingSecret(plan, binding.name, namespace, variables),
      options,
    );
  }
}
