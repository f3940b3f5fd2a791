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
    this.#informer.on('delete', (pod) => this.#forget(pod));
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

  #take(pod: V1Pod): void {
    const { podIP: host } = pod.status ?? {};
    if (host) for (const { name, port } of endsOf(pod)) this.natMap[name] = { host, port };
  }

  /** One of the same name may be there already. */
  #forget(pod: V1Pod): void {
    for (const { name } of endsOf(pod))
      if (this.natMap[name]?.host === pod.status?.podIP) delete this.natMap[name];
  }
}

/** Where a pod listens, by the name it announces. */
function endsOf({ metadata, spec }: V1Pod): { name: string; port: number }[] {
  if (!spec?.hostname || !spec.subdomain) return [];
  const host = `${spec.hostname}.${spec.subdomain}.${metadata?.namespace}.svc.cluster.local`;
  const ports = spec.containers.flatMap(({ ports = [] }) => ports);
  return ports.map(({ containerPort: port }) => ({ name: `${host}:${port}`, port }));
}
