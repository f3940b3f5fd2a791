import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CoreV1Api, type CoreV1Event, Exec, KubeConfig, type V1Pod } from '@kubernetes/client-node';

const execLimitMs = 5000;

/** What is read of one namespace. */
export interface Found {
  pods: V1Pod[];
  events: CoreV1Event[];
}

/** One cluster by its context. Fails with a sentence where the kubeconfig has no such context. */
export class ClusterApi {
  readonly #config = new KubeConfig();
  readonly #core: CoreV1Api;

  constructor(context: string) {
    this.#config.loadFromDefault();
    const known = this.#config.getContexts().map(({ name }) => name);
    if (!known.includes(context))
      throw new Error(
        `The kubeconfig has no context "${context}"; it has ${known.join(', ') || 'none'}. Set kubernetes.context.`,
      );
    this.#config.setCurrentContext(context);
    this.#core = this.#config.makeApiClient(CoreV1Api);
  }

  async find(namespace: string, labels: Record<string, string>): Promise<Found> {
    const labelSelector = Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    const [pods, events] = await Promise.all([
      this.#core.listNamespacedPod({ namespace, labelSelector }),
      this.#core.listNamespacedEvent({ namespace }),
    ]);
    return { pods: pods.items, events: events.items };
  }

  /** What a command in a container prints; undefined where it cannot be run or takes too long. */
  async exec(
    namespace: string,
    pod: string,
    container: string,
    command: string[],
  ): Promise<string | undefined> {
    const [out, err] = [new PassThrough(), new PassThrough()];
    err.resume();
    try {
      const socket = await new Exec(this.#config).exec(
        namespace,
        pod,
        container,
        command,
        out,
        err,
        null,
        false,
      );
      const limit = setTimeout(() => socket.close(), execLimitMs);
      socket.on('close', () => out.end());
      return await text(out).finally(() => clearTimeout(limit));
    } catch {
      return undefined;
    }
  }
}
