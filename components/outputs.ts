// The component's outputs, in types that every Pulumi language has: no unions, no intersections.

import type * as pulumi from '@pulumi/pulumi';

/** Where something listens. */
export interface EndpointOutput {
  host: string;
  port: number;
}

/** How an application proves to the Sentinels that it may ask. */
export interface SentinelOutput {
  /** The name under which the Sentinels watch the primary. */
  masterName: string;
  /** Secret. */
  username?: pulumi.Output<string>;
  /** Secret. */
  password?: pulumi.Output<string>;
}

/** Whether and how the links are encrypted. */
export interface TlsOutput {
  enabled: boolean;
  /** The authority's certificate, PEM, where it is not one that machines know anyway. */
  ca?: pulumi.Output<string>;
  /** The name to check the certificate against where it is not the host. */
  serverName?: pulumi.Output<string>;
}

/** How an application reaches one Redis: `Connection`, each value an Output with its own secrecy. */
export interface ConnectionOutputs {
  /** `standalone`, `sentinel` or `cluster`. */
  topology: string;
  /** The primary's name, the Sentinels, or the cluster's seeds. */
  endpoints: pulumi.Output<EndpointOutput[]>;
  /** Where reads may go that can bear to be stale. */
  reader?: pulumi.Output<EndpointOutput>;
  /** Only where `topology` is `sentinel`. */
  sentinel?: SentinelOutput;
  tls: TlsOutput;
  /** Secret. */
  username?: pulumi.Output<string>;
  /** Secret. */
  password?: pulumi.Output<string>;
  /** Secret; `redis://` or `rediss://`, percent-encoded. Only where `topology` is `standalone`. */
  url?: pulumi.Output<string>;
}

/** What a backend really does about one concern. */
export interface GuaranteeOutput {
  /** `enforced`, `always`, `off` or `not-offered`. */
  state: string;
  /** One sentence: how it is done, or what comes nearest. */
  detail: string;
  /** Failure zones; only for `multiAz`. */
  zones?: number;
  /** Days; only for `snapshots`. */
  retentionDays?: number;
}

/** What a backend really does about every concern. */
export interface GuaranteeOutputs {
  encryptionAtRest: GuaranteeOutput;
  encryptionInTransit: GuaranteeOutput;
  multiAz: GuaranteeOutput;
  automaticFailover: GuaranteeOutput;
  snapshots: GuaranteeOutput;
}
