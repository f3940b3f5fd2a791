import { certificateNames, type Plan } from '../plan.ts';
import { metadataOf } from './meta.ts';

/** The Secret that cert-manager writes. */
export function issuedSecretName({ name }: Plan): string {
  return `${name}-tls`;
}

/** A request to cert-manager, which renews what it issues; the pods load that without a restart. */
export function certificate(plan: Plan) {
  const { issuer, issuerKind } = plan.own.tls;
  const { dns, ip } = certificateNames(plan);
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: metadataOf(plan, issuedSecretName(plan)),
    spec: {
      secretName: issuedSecretName(plan),
      issuerRef: { group: 'cert-manager.io', kind: issuerKind, name: issuer },
      dnsNames: dns,
      ipAddresses: ip,
      usages: ['digital signature', 'server auth', 'client auth'],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  };
}
