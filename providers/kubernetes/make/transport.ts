import { CustomResource } from '@pulumi/kubernetes/apiextensions/customResource.js';
import type * as pulumi from '@pulumi/pulumi';
import { all } from '@pulumi/pulumi/output.js';
import { Certificate } from '../../credentials/resources.ts';
import { certificate, issuedSecretName, tlsContent } from '../manifests/index.ts';
import { certificateNames, type Plan } from '../plan.ts';
import type { Options } from './cluster.ts';
import { contentSecret } from './secret.ts';

/** What encrypts the links. */
export interface Transport {
  secretName: pulumi.Input<string>;
  /** PEM; absent where applications trust the issuer anyway. */
  ca?: pulumi.Input<string>;
  resources: pulumi.Resource[];
}

/** From cert-manager where an issuer is named, else from an authority of the instance's own. */
export function transportOf(parent: pulumi.ComponentResource, plan: Plan, options: Options): Transport {
  const { name, own } = plan;
  if (own.tls.issuer !== undefined) {
    const request = new CustomResource(`${name}-tls`, certificate(plan), options);
    const { ca } = own.tls;
    return { secretName: issuedSecretName(plan), ...(ca && { ca }), resources: [request] };
  }
  const made = new Certificate(
    `${name}-certificate`,
    { instance: name, ...certificateNames(plan) },
    { parent },
  );
  const content = all([made.ca, made.certificate, made.key]).apply(([ca, certificate, key]) =>
    tlsContent(plan, ca, certificate, key),
  );
  const { name: secretName, resource } = contentSecret(
    `${name}-tls`,
    plan,
    'kubernetes.io/tls',
    content,
    options,
  );
  return { secretName, ca: made.ca, resources: [resource] };
}
