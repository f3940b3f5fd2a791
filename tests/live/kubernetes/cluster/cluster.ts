import path from 'node:path';
import {
  CoreV1Api,
  type KubeConfig,
  type KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';
import { until } from '../../../local/until.ts';
import { startControl } from './control.ts';
import { context, makeCredentials } from './credentials.ts';
import { controlAddress, debian, hostAddress, nodeNumbers, state } from './layout.ts';
import { Machine } from './machine.ts';
import { joinHost } from './network.ts';
import { ClusterNode } from './node.ts';
import { Pods } from './pods.ts';
import { prepare } from './prepare.ts';
import { RunRecord } from './record.ts';
import { recycleDisks, storageObjects } from './storage.ts';

const fieldManager = 'tests';
const programFolders = [
  path.join(debian, 'bin'),
  ...['usr/sbin', 'usr/bin'].map((bin) => path.join(debian, 'root', bin)),
];
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Three nodes in three zones on this machine, for as long as this process lives or until `stop`. */
export class Cluster {
  readonly config: KubeConfig;
  /** Path of a kubeconfig with one context. */
  readonly kubeconfig: string;
  readonly context = context;
  readonly nodes: ClusterNode[];
  readonly pods: Pods;
  /** Where pods reach this machine. */
  readonly hostAddress = hostAddress;
  readonly #objects: KubernetesObjectApi;
  readonly #record: RunRecord;
  #stopRecycling: (() => void) | undefined;

  private constructor(config: KubeConfig, kubeconfig: string, nodes: ClusterNode[], record: RunRecord) {
    this.config = config;
    this.kubeconfig = kubeconfig;
    this.nodes = nodes;
    this.pods = new Pods(config);
    this.#objects = KubernetesObjectApi.makeApiClient(config);
    this.#record = record;
  }

  /** Builds what is missing, starts everything and waits until each node is ready. */
  static async start(): Promise<Cluster> {
    await prepare();
    const record = RunRecord.open();
    const close = (): void => record.close();
    process.once('exit', close);
    for (const signal of endings) process.once(signal, exit);
    try {
      const boot = async (name: string, folder: string): Promise<Machine> => {
        const machine = await Machine.boot(name, folder, programFolders);
        record.add(machine.pid);
        return machine;
      };
      const control = await boot('control', path.join(state, 'control'));
      await joinHost(control, controlAddress);
      const credentials = await makeCredentials(path.join(state, 'credentials'));
      await startControl(control, state, credentials);
      const nodes = nodeNumbers.map((n) => new ClusterNode(n, state, control, credentials, boot));
      const cluster = new Cluster(credentials.config, credentials.files.kubeconfig, nodes, record);
      await Promise.all(nodes.map((node) => node.start()));
      await cluster.apply(storageObjects(nodes));
      cluster.#stopRecycling = recycleDisks(cluster.config, nodes);
      await until(async () => (await cluster.readyNodes()).length === nodes.length, 'every node is ready');
      return cluster;
    } catch (error) {
      record.close();
      throw error;
    }
  }

  /** Ends everything and removes every trace but what was built. */
  stop(): void {
    this.#stopRecycling?.();
    for (const signal of endings) process.removeListener(signal, exit);
    this.#record.close();
  }

  /** Server-side apply, in the order given. */
  async apply(objects: KubernetesObject[]): Promise<void> {
    for (const object of objects) {
      await this.#objects.patch(
        object,
        undefined,
        undefined,
        fieldManager,
        true,
        PatchStrategy.ServerSideApply,
      );
    }
  }

  async readyNodes(): Promise<string[]> {
    const { items } = await this.config.makeApiClient(CoreV1Api).listNode();
    return items
      .filter(({ status }) =>
        status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
      )
      .map(({ metadata }) => metadata?.name ?? '');
  }

  node(name: string): ClusterNode {
    const node = this.nodes.find((each) => each.name === name);
    if (!node)
      throw new Error(`No node ${name}; there are ${this.nodes.map((each) => each.name).join(', ')}.`);
    return node;
  }
}

/** Lets `exit` handlers run, which a signal alone would not. */
function exit(): void {
  process.exit(130);
}
