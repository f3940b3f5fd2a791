import { setTimeout as sleep } from 'node:timers/promises';
import { AppsV1Api, CoreV1Api, type KubernetesObject } from '@kubernetes/client-node';
import type { ClientConnection } from '../../../../cli/drill/write/client.ts';
import type { Connection } from '../../../../client/connection.ts';
import { until } from '../../../local/until.ts';
import type { Cluster, ContainerOf } from '../cluster/index.ts';
import { Addresses } from './addresses.ts';

/** From nothing to ready, with the first copy between the servers; a slow machine takes half of it. */
const readyMs = 180_000;
const silentMs = 3000;
/** A data server answers on its socket to a user whose password lies in the pod. */
const ask =
  'client=$(command -v valkey-cli || command -v redis-cli); ' +
  'REDISCLI_AUTH=$(cat /etc/redis-ha/secrets/operator-password) $client --user operator -s /run/redis-ha/data.sock "$@"';

type Reach = Pick<Cluster, 'config' | 'pods' | 'apply'>;

/** What one apply made, seen as a person with access to the cluster sees it. */
export class Instance {
  readonly namespace: string;
  /** How applications on this machine reach it. */
  readonly at: ClientConnection;
  readonly #cluster: Reach;
  readonly #name: string;
  readonly #addresses: Addresses;

  constructor(cluster: Reach, name: string, namespace: string, connection: Connection) {
    this.#cluster = cluster;
    this.#name = name;
    this.namespace = namespace;
    this.#addresses = new Addresses(cluster.config, namespace);
    // Pods are dialled by address from here, and the certificate vouches for names.
    const tls = connection.tls.enabled ? { ...connection.tls, serverName: 'localhost' } : connection.tls;
    this.at = { connection: { ...connection, tls }, natMap: this.#addresses.natMap };
  }

  async apply(objects: KubernetesObject[]): Promise<void> {
    await this.#cluster.apply(objects);
    await this.#addresses.start();
  }

  async close(): Promise<void> {
    await this.#addresses.stop();
  }

  /** Every pod of it is as it shall be. */
  async ready(limitMs = readyMs): Promise<void> {
    const apps = this.#cluster.config.makeApiClient(AppsV1Api);
    await until(
      async () => {
        const { items } = await apps.listNamespacedStatefulSet({ namespace: this.namespace });
        return (
          items.length > 0 && items.every(({ spec, status }) => status?.readyReplicas === spec?.replicas)
        );
      },
      `every pod of ${this.#name} is ready`,
      limitMs,
    );
  }

  /** Data pods that call themselves primary. One that is frozen or on a lost node says nothing. */
  async primaries(): Promise<string[]> {
    const pods = await this.dataPods();
    const roles = await Promise.all(pods.map((pod) => this.#role(pod)));
    return pods.filter((_, i) => roles[i] === 'master');
  }

  /** The one primary; waits until there is exactly one. */
  async primary(): Promise<ContainerOf & { pod: string }> {
    let found: string[] = [];
    await until(async () => {
      found = await this.primaries();
      return found.length === 1;
    }, `exactly one pod of ${this.#name} is primary`);
    return this.container(found[0] ?? '');
  }

  container(pod: string): ContainerOf & { pod: string } {
    return { namespace: this.namespace, pod };
  }

  async dataPods(): Promise<string[]> {
    const labelSelector = 'app.kubernetes.io/component=data';
    const core = this.#cluster.config.makeApiClient(CoreV1Api);
    const { items } = await core.listNamespacedPod({ namespace: this.namespace, labelSelector });
    return items.map(({ metadata }) => metadata?.name ?? '').sort();
  }

  /** A command to a pod's own server, as the scripts talk to it. */
  async command(pod: string, ...words: string[]): Promise<string> {
    const { stdout } = await this.#cluster.pods.exec(this.container(pod), ['sh', '-c', ask, 'sh', ...words]);
    return stdout.trim();
  }

  async #role(pod: string): Promise<string> {
    const silence = sleep(silentMs, '', { ref: false });
    const reply = await Promise.race([this.command(pod, 'role').catch(() => ''), silence]);
    return reply.split('\n')[0] ?? '';
  }
}
