import { setTimeout as sleep } from 'node:timers/promises';
import {
  AppsV1Api,
  CoreV1Api,
  type KubernetesObject,
  type V1Pod,
  type V1StatefulSet,
} from '@kubernetes/client-node';
import type { ClientConnection } from '../../../../cli/drill/write/client.ts';
import type { Connection } from '../../../../client/connection.ts';
import type { NatMap } from '../../../../client/sentinel/index.ts';
import { until } from '../../../local/until.ts';
import type { Cluster, ContainerOf } from '../cluster/index.ts';
import { Addresses } from './addresses.ts';

/** From nothing to ready, with the first copy between the servers; a slow machine takes half of it. */
const readyMs = 180_000;
const silentMs = 3000;
/** Each pod is watched for 15 s before the next one goes. */
const rolledOutMs = 300_000;
/** Longer than any hand-over. */
const replacedMs = 90_000;
/** A server answers on its socket to a user whose password lies in the pod; `data` or `sentinel` comes first. */
const ask =
  'client=$(command -v valkey-cli || command -v redis-cli); ' +
  'REDISCLI_AUTH=$(cat /etc/redis-ha/secrets/operator-password) $client --user operator -s /run/redis-ha/$0.sock "$@"';

type Reach = Pick<Cluster, 'config' | 'pods' | 'apply'>;

/** What one apply made, seen as a person with access to the cluster sees it. */
export class Instance {
  readonly namespace: string;
  readonly #cluster: Reach;
  readonly #name: string;
  readonly #addresses: Addresses;
  readonly #core: CoreV1Api;
  readonly connection: Connection;

  constructor(cluster: Reach, name: string, namespace: string, connection: Connection) {
    this.#cluster = cluster;
    this.#name = name;
    this.namespace = namespace;
    this.#core = cluster.config.makeApiClient(CoreV1Api);
    this.#addresses = new Addresses(cluster.config, namespace);
    this.connection = connection;
  }

  /** How applications on this machine reach it. */
  get at(): ClientConnection & { natMap: NatMap } {
    return this.reachedBy(this.connection);
  }

  /** The same with the connection of a later deployment. */
  reachedBy(connection: Connection): ClientConnection & { natMap: NatMap } {
    // Pods are dialled by address from here, and the certificate vouches for names.
    const tls = connection.tls.enabled ? { ...connection.tls, serverName: 'localhost' } : connection.tls;
    return { connection: { ...connection, tls }, natMap: this.#addresses.natMap };
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
    await until(
      async () => (await this.#sets()).every(({ spec, status }) => status?.readyReplicas === spec?.replicas),
      `every pod of ${this.#name} is ready`,
      limitMs,
    );
  }

  /** Every pod of it is as the last apply says, and ready. */
  async rolledOut(): Promise<void> {
    const isDone = ({ metadata, spec, status }: V1StatefulSet): boolean =>
      (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
      status?.currentRevision === status?.updateRevision &&
      status?.replicas === spec?.replicas &&
      status?.readyReplicas === spec?.replicas;
    await until(
      async () => (await this.#sets()).every(isDone),
      `every pod of ${this.#name} is as the last apply says`,
      rolledOutMs,
    );
  }

  /** How many pods of it are ready, Sentinels among them unless one kind is named. */
  async readyPods(component?: 'data' | 'sentinel'): Promise<number> {
    const pods = await this.#pods(component);
    return pods.filter(({ status }) => status?.containerStatuses?.every(({ ready }) => ready)).length;
  }

  /** What tells a pod from another one of its name. */
  async uids(): Promise<Record<string, string>> {
    const pods = await this.#pods();
    return Object.fromEntries(pods.map(({ metadata }) => [metadata?.name ?? '', metadata?.uid ?? '']).sort());
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

  /** Deletes a pod and waits until another one of its name is there. */
  async remake(name: string, gracePeriodSeconds?: number): Promise<void> {
    const { namespace } = this;
    const old = await this.#uid(name);
    await this.#core.deleteNamespacedPod({
      namespace,
      name,
      ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
    });
    await until(
      async () => ![undefined, old].includes(await this.#uid(name)),
      `${name} is made anew`,
      replacedMs,
    );
  }

  /** Name of the node that a pod runs on. */
  nodeOf(pod: string): Promise<string> {
    return this.#cluster.pods.nodeOf(this.container(pod));
  }

  container(pod: string): ContainerOf & { pod: string } {
    return { namespace: this.namespace, pod };
  }

  async dataPods(): Promise<string[]> {
    const pods = await this.#pods('data');
    return pods.map(({ metadata }) => metadata?.name ?? '').sort();
  }

  /** A command to a pod's own server, as the scripts talk to it. */
  command(pod: string, ...words: string[]): Promise<string> {
    return this.#ask('data', pod, words);
  }

  /** As `redis-ha failover` does it, to a pod or to whichever suits best. */
  async handOver(to?: string): Promise<void> {
    const chosen = to === undefined ? [] : [`${to}.${this.#name}-data.${this.namespace}.svc.cluster.local`];
    const command = ['sh', '/etc/redis-ha/scripts/data-yield.sh', ...chosen];
    const { code, stdout } = await this.#cluster.pods.exec(await this.primary(), command);
    if (code !== 0) throw new Error(`Nothing was handed over: ${stdout}`);
  }

  /** How many replicas each Sentinel knows. */
  async knownReplicas(): Promise<number[]> {
    const pods = await this.#pods('sentinel');
    const words = ['sentinel', 'replicas', this.#name];
    const replies = await Promise.all(
      pods.map(({ metadata }) => this.#ask('sentinel', metadata?.name ?? '', words)),
    );
    return replies.map((reply) => reply.split('\n').filter((line) => line === 'runid').length);
  }

  async #ask(kind: 'data' | 'sentinel', pod: string, words: string[]): Promise<string> {
    const { stdout } = await this.#cluster.pods.exec(this.container(pod), ['sh', '-c', ask, kind, ...words]);
    return stdout.trim();
  }

  async #sets(): Promise<V1StatefulSet[]> {
    const apps = this.#cluster.config.makeApiClient(AppsV1Api);
    const { items } = await apps.listNamespacedStatefulSet({ namespace: this.namespace });
    if (items.length === 0) throw new Error(`Nothing is deployed in ${this.namespace}.`);
    return items;
  }

  #pods(component?: 'data' | 'sentinel'): Promise<V1Pod[]> {
    const label = 'app.kubernetes.io/component';
    return this.#cluster.pods.list(this.namespace, component ? `${label}=${component}` : label);
  }

  async #uid(name: string): Promise<string | undefined> {
    return (await this.uids())[name];
  }

  async #role(pod: string): Promise<string> {
    const silence = sleep(silentMs, '', { ref: false });
    const reply = await Promise.race([this.command(pod, 'role').catch(() => ''), silence]);
    return reply.split('\n')[0] ?? '';
  }
}
