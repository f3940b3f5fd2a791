import { PassThrough } from 'node:stream';
import type { V1DaemonSet } from '@kubernetes/client-node';
import { until } from '../../../local/until.ts';
import type { Cluster, TestImage } from '../cluster/index.ts';
import { home } from './image.ts';
import type { Account, Order, Writing } from './writing.ts';

const name = 'application';
const startMs = 60_000;

/** An application's pod on each node, with the connection that a binding wrote, for writers to run in. */
export class Applications {
  readonly namespace: string;
  readonly #cluster: Cluster;

  private constructor(cluster: Cluster, namespace: string) {
    this.#cluster = cluster;
    this.namespace = namespace;
  }

  /** `secret`: the Secret with the connection, in the same namespace; absent where each order brings its own. */
  static async start(
    cluster: Cluster,
    image: TestImage,
    { namespace, secret }: { namespace: string; secret?: string },
  ): Promise<Applications> {
    await Promise.all(cluster.nodes.map((node) => node.load(image.archive)));
    await cluster.apply([daemonSet(image.name, namespace, secret)]);
    const started = new Applications(cluster, namespace);
    await until(
      async () => (await started.#pods()).size === cluster.nodes.length,
      'each node runs an application',
      startMs,
    );
    return started;
  }

  /** Writers in the pod of one node. */
  async write(node: string, order: Order = {}): Promise<Writing> {
    const pod = (await this.#pods()).get(node);
    if (pod === undefined) throw new Error(`No application runs on ${node}.`);
    const command = ['node', `${home}/tests/live/kubernetes/writing/process.ts`];
    const stdin = new PassThrough();
    let progress = { acked: 0, node: null as string | null, ackedAt: 0 };
    let account: Account | undefined;
    stdin.write(`${JSON.stringify(order)}\n`);
    const ended = this.#cluster.pods.exec({ namespace: this.namespace, pod }, command, {
      stdin,
      onLine: (line) => {
        const told = JSON.parse(line);
        if ('writes' in told) account = told;
        else progress = told;
      },
    });
    // Whoever stops it meets its failure; until then nobody does.
    ended.catch(() => undefined);
    return {
      get acked() {
        return progress.acked;
      },
      get node() {
        return progress.node;
      },
      get ackedAt() {
        return progress.ackedAt;
      },
      async stop() {
        stdin.write('stop\n');
        const { code, stderr } = await ended;
        if (account) return account;
        throw new Error(`The writers in ${pod} ended with ${code}: ${stderr}`);
      },
    };
  }

  /** By the node that each runs on. */
  async #pods(): Promise<Map<string, string>> {
    const pods = await this.#cluster.pods.list(this.namespace, `app=${name}`);
    const ready = pods.filter(({ status }) => status?.containerStatuses?.every(({ ready }) => ready));
    return new Map(ready.map(({ spec, metadata }) => [spec?.nodeName ?? '', metadata?.name ?? '']));
  }
}

/** Of a DaemonSet, which a drain leaves alone. */
function daemonSet(image: string, namespace: string, secret: string | undefined): V1DaemonSet {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 0,
          securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name,
              image,
              ...(secret !== undefined && { envFrom: [{ secretRef: { name: secret } }] }),
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    },
  };
}
