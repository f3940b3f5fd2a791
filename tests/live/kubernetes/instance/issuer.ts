import type { KubernetesObject } from '@kubernetes/client-node';
import { issue, makeAuthority, type Pair } from '../../../../providers/credentials/certificates.ts';

const days = 90;

interface Certificate extends KubernetesObject {
  spec: { secretName: string; dnsNames: string[]; ipAddresses: string[] };
}

/** Does what cert-manager does: answers a Certificate with a Secret, and renews that in place. */
export class Issuer {
  /** PEM. */
  readonly ca: string;
  readonly #authority: Pair;

  private constructor(authority: Pair) {
    this.#authority = authority;
    this.ca = authority.certificate;
  }

  static async make(): Promise<Issuer> {
    return new Issuer(await makeAuthority('test'));
  }

  /** The objects with a Secret in place of each Certificate, which nobody in the test cluster knows. */
  async answer(objects: KubernetesObject[]): Promise<KubernetesObject[]> {
    return Promise.all(objects.map((object) => (isCertificate(object) ? this.#secret(object) : object)));
  }

  async #secret({ metadata, spec }: Certificate): Promise<KubernetesObject> {
    const subject = { name: spec.secretName, dns: spec.dnsNames, ip: spec.ipAddresses };
    const { certificate, key } = await issue(this.#authority, subject, days);
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: spec.secretName, namespace: metadata?.namespace },
      type: 'kubernetes.io/tls',
      stringData: { 'ca.crt': this.ca, 'tls.crt': certificate, 'tls.key': key },
    } as KubernetesObject;
  }
}

function isCertificate(object: KubernetesObject): object is Certificate {
  return object.kind === 'Certificate';
}
