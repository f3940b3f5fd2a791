import type * as pulumi from '@pulumi/pulumi';
import type { KubernetesObjectStoreArgs, KubernetesStorageArgs } from './kubernetesStorage.ts';

/** What the containers may use. Quantities in Kubernetes' own form, `250m` or `1536Mi`. */
export interface KubernetesResourcesArgs {
  /**
   * CPU that each data server is promised.
   * @default 250m
   */
  cpu?: string;
  /**
   * CPU that no data server may exceed. A limit stops a server for parts of a second, which looks like a failure.
   * @default - no limit
   */
  cpuLimit?: string;
  /**
   * Memory of each data server, promised and not to be exceeded. `maxmemory` is 65 % of it: the rest is for copies
   * while a file is written, for replicas and for clients.
   * @default - what `memoryGb` needs: 1576Mi for 1 GiB
   */
  memory?: string;
  /**
   * CPU that each Sentinel is promised.
   * @default 50m
   */
  sentinelCpu?: string;
  /**
   * Memory of each Sentinel.
   * @default 64Mi
   */
  sentinelMemory?: string;
}

/** Where certificates come from. */
export interface KubernetesTlsArgs {
  /**
   * Name of a cert-manager issuer. Certificates are then renewed without a restart.
   * @default - an authority of the instance's own, kept in the stack's encrypted state
   */
  issuer?: string;
  /**
   * `Issuer`, in the instance's namespace, or `ClusterIssuer`.
   * @default Issuer
   */
  issuerKind?: string;
  /**
   * Certificate of the authority behind `issuer`, PEM, for applications. May be an Output.
   * @default - what the application's machine trusts
   */
  ca?: pulumi.Input<string>;
}

/** A Service that leads to whoever is primary, for clients that know no Sentinel: NAME-primary, port 6379. */
export interface KubernetesProxyArgs {
  /**
   * Run it. Applications find it as REDIS_HOST and REDIS_PORT beside the other variables of their Secret.
   * @default false
   */
  enabled?: boolean;
  /**
   * Image with haproxy and sh, with an exact tag or a digest.
   * @default docker.io/library/haproxy:3.2.24
   */
  image?: string;
  /**
   * How many of them, 1-5.
   * @default 2
   */
  replicas?: number;
  /**
   * CPU that each is promised.
   * @default 50m
   */
  cpu?: string;
  /**
   * Memory of each.
   * @default 128Mi
   */
  memory?: string;
}

/** What can be measured. */
export interface KubernetesMetricsArgs {
  /**
   * A Prometheus exporter beside each data server and each Sentinel, on port 9121.
   * @default false
   */
  exporter?: boolean;
  /**
   * Image of the exporter, with an exact tag or a digest.
   * @default docker.io/oliver006/redis_exporter:v1.91.1
   */
  exporterImage?: string;
  /**
   * A ServiceMonitor for the Prometheus Operator, whose definitions must be in the cluster.
   * @default false
   */
  serviceMonitor?: boolean;
  /**
   * Alerts as a PrometheusRule, for the same operator.
   * @default false
   */
  rules?: boolean;
}

/** Who may connect. */
export interface KubernetesNetworkArgs {
  /**
   * Let nobody connect but the instance itself and the namespaces named here.
   * @default true
   */
  restrict?: boolean;
  /**
   * Namespaces whose pods may connect. The instance's own and those of `bindings` always may.
   * @default []
   */
  namespaces?: string[];
}

/** Which passwords are valid. Generations are numbers: each has passwords of its own, made when it is first named. */
export interface KubernetesPasswordsArgs {
  /**
   * The generation in use.
   * @default 1
   */
  use?: number;
  /**
   * A generation that is accepted too. To rotate without an outage: accept 2, then use 2 and accept 1, then use 2
   * alone, with an `up` after each step.
   * @default - none
   */
  alsoAccept?: number;
}

/** Backend `kubernetes`: StatefulSets, with Sentinel or as a Redis Cluster, on a Kubernetes that is there, 1.31 or later. */
export interface KubernetesArgs {
  /** Name of the kubeconfig context to deploy to; the ambient one is never used. */
  context?: string;
  /**
   * Namespace of the servers.
   * @default redis
   */
  namespace?: string;
  /**
   * Make the namespace, with Pod Security `restricted`. It stays when the stack is destroyed.
   * @default false
   */
  createNamespace?: boolean;
  /**
   * The cluster's DNS domain.
   * @default cluster.local
   */
  clusterDomain?: string;
  /**
   * Image with valkey-server or redis-server and sh, with an exact tag or a digest.
   * @default - docker.io/valkey/valkey or docker.io/library/redis of `version`
   */
  image?: string;
  /**
   * Names of the secrets with which images are pulled.
   * @default []
   */
  imagePullSecrets?: string[];
  /**
   * What the containers may use.
   * @default - enough for `memoryGb`
   */
  resources?: KubernetesResourcesArgs;
  /**
   * Volumes.
   * @default - of the cluster's default class
   */
  storage?: KubernetesStorageArgs;
  /**
   * Where certificates come from.
   * @default - an authority of the instance's own
   */
  tls?: KubernetesTlsArgs;
  /**
   * A Service for clients that know no Sentinel.
   * @default - none
   */
  proxy?: KubernetesProxyArgs;
  /**
   * What can be measured.
   * @default - nothing
   */
  metrics?: KubernetesMetricsArgs;
  /**
   * Who may connect.
   * @default - pods of the instance's namespace and of those in `bindings`
   */
  network?: KubernetesNetworkArgs;
  /**
   * Which passwords are valid.
   * @default - generation 1
   */
  passwords?: KubernetesPasswordsArgs;
  /**
   * Labels that a machine must have.
   * @default {}
   */
  nodeSelector?: Record<string, string>;
  /**
   * Priority class of every pod.
   * @default - none
   */
  priorityClass?: string;
  /**
   * Where snapshots go, outside the cluster.
   * @default - they stay on a volume in the same cluster
   */
  objectStore?: KubernetesObjectStoreArgs;
  /**
   * Name of a snapshot to bring back into the instance, which must be empty: `main-20261120T030000Z.rdb`, or
   * `main-20261120T030000Z` where it is a cluster's, with a file for each shard. It may come from another topology, and from another
   * number of shards; into a cluster go keys of database 0 alone. Leave it out again afterwards. A job that finds data restores
   * nothing.
   * @default - nothing is restored
   */
  restore?: string;
  /**
   * Never two data servers, nor two Sentinels, on one machine. `false` for a cluster of one machine.
   * @default true
   */
  separateHosts?: boolean;
}
