import { CoreV1Api, type KubeConfig, makeInformer, type V1Pod } from '@kubernetes/client-node';
import type { Endpoint } from '../../../../client/connection.ts';

/**
 * Where pods are reached from this machine, by the names they announce. The map is kept up to date as pods come back under
 * other addresses, so hand out the object itself.
 */
export class Addresses {
  readonly natMap: Record<string, Endpoint> = {};
  #isStopped = false;
  readonly #informer: ReturnType<typeof makeInformer<V1Pod>>;

  constructor(config: KubeConfig, namespace: string) {
    const core = config.makeApiClient(CoreV1Api);
    this.#informer = makeInformer(config, `/api/v1/namespaces/${namespace}/pods`, () =>
      core.listNamespacedPod({ namespace }),
    );
    for (const event of ['add', 'update'] as const) this.#informer.on(event, (pod) => this.#take(pod));
    // The watch is cut now and then; it goes on from a new list. That it was stopped is such an error too.
    this.#informer.on('error', () => setTimeout(() => !this.#isStopped && this.start(), 200));
  }

  async start(): Promise<void> {
    await this.#informer.start().catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#informer.stop();
  }

  #take({ metadata, spec, status }: V1Pod): void {
    if (!spec?.hostname || !spec.subdomain || !status?.podIP) return;
    const host = `${spec.hostname}.${spec.subdomain}.${metadata?.namespace}.svc.cluster.local`;
    for (const { ports } of spec.containers) {
      for (const { containerPort: port } of ports ?? []) {
        this.natMap[`${host}:${port}`] = { host: status.podIP, port };
      }
    }
  }
}
