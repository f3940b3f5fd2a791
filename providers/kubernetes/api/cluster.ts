import {
  AppsV1Api,
  AuthorizationV1Api,
  CoreV1Api,
  type CoreV1Event,
  Exec,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  type V1Pod,
  type V1StatefulSet,
  type V1Status,
} from '@kubernetes/client-node';
import { Printed } from './printed.ts';
import { refusalOf, seeDocs } from './refusal.ts';

const runLimitMs = 5000;

/** What is read of one namespace. */
export interface Found {
  pods: V1Pod[];
  events: CoreV1Event[];
}

/** One container. */
export interface Place {
  namespace: string;
  pod: string;
  container: string;
}

/** A command that has ended. */
export interface Ran {
  code: number;
  out: string;
  /** What it said about its failure. */
  err: string;
}

/** One cluster by its context. Fails with a sentence where the kubeconfig has no such context. */
export class ClusterApi {
  readonly config = new KubeConfig();
  readonly context: string;
  readonly #core: CoreV1Api;
  readonly #apps: AppsV1Api;

  constructor(context: string) {
    this.context = context;
    this.config.loadFromDefault();
    const known = this.config.getContexts().map(({ name }) => name);
    if (!known.includes(context))
      throw new Error(
        `The kubeconfig has no context "${context}"; it has ${known.join(', ') || 'none'}. Set kubernetes.context.`,
      );
    this.config.setCurrentContext(context);
    this.#core = this.config.makeApiClient(CoreV1Api);
    this.#apps = this.config.makeApiClient(AppsV1Api);
  }

  async find(namespace: string, labels: Record<string, string>): Promise<Found> {
    const labelSelector = Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    const [pods, events] = await this.#asked('Listing pods', () =>
      Promise.all([
        this.#core.listNamespacedPod({ namespace, labelSelector }),
        this.#core.listNamespacedEvent({ namespace }),
      ]),
    );
    return { pods: pods.items, events: events.items };
  }

  /** Undefined where there is none, or none yet. */
  async pod(namespace: string, name: string): Promise<V1Pod | undefined> {
    return this.#asked(`Reading pod ${name}`, () =>
      this.#core.readNamespacedPod({ namespace, name }).catch(unlessAbsent),
    );
  }

  async deletePod(namespace: string, name: string): Promise<void> {
    await this.#asked(`Deleting pod ${name}`, () =>
      this.#core.deleteNamespacedPod({ namespace, name }).catch(unlessAbsent),
    );
  }

  async statefulSet(namespace: string, name: string): Promise<V1StatefulSet> {
    return this.#asked(`Reading StatefulSet ${name}`, () =>
      this.#apps.readNamespacedStatefulSet({ namespace, name }),
    );
  }

  /** Has its pods made anew one after the other, as `kubectl rollout restart` does. */
  async restart(namespace: string, name: string): Promise<V1StatefulSet> {
    const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() };
    const body = { spec: { template: { metadata: { annotations } } } };
    return this.#asked(`Restarting StatefulSet ${name}`, () =>
      this.#apps.patchNamespacedStatefulSet(
        { namespace, name, body },
        setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
      ),
    );
  }

  /** Rejects where ports of pods may not be forwarded: a connection that is refused later could not say why. */
  async requireForwarding(namespace: string): Promise<void> {
    const resourceAttributes = { namespace, verb: 'get', resource: 'pods', subresource: 'portforward' };
    const { status } = await this.#asked('Asking what is allowed', () =>
      this.config
        .makeApiClient(AuthorizationV1Api)
        .createSelfSubjectAccessReview({ body: { spec: { resourceAttributes } } }),
    );
    if (status?.allowed) return;
    throw new Error(
      `The cluster of context "${this.context}" allows no port-forwarding to pods in namespace ${namespace}; ${seeDocs}`,
    );
  }

  /**
   * Runs a command in a container; a code other than 0 is no error here. Rejects where it cannot be run, and after `limitMs`
   * (default 5000), though it may run on then. `onLine` gets its output line by line as it comes.
   */
  async run(
    { namespace, pod, container }: Place,
    command: string[],
    { limitMs = runLimitMs, onLine }: { limitMs?: number; onLine?: (line: string) => void } = {},
  ): Promise<Ran> {
    const [out, err] = [new Printed(onLine), new Printed()];
    const ended = Promise.withResolvers<V1Status>();
    const limit = setTimeout(
      () => ended.reject(new Error(`A command in pod ${pod} did not end within ${limitMs / 1000} s.`)),
      limitMs,
    );
    this.#asked(`Running a command in pod ${pod}`, () =>
      new Exec(this.config).exec(namespace, pod, container, command, out, err, null, false, ended.resolve),
    ).then((socket) => {
      // Whatever status there is has been told by then.
      const why = `The connection to pod ${pod} closed before the command ended.`;
      socket.on('close', () => setImmediate(() => ended.reject(new Error(why))));
      const close = () => socket.close();
      ended.promise.then(close, close);
    }, ended.reject);
    try {
      const code = codeOf(await ended.promise);
      return { code, out: out.text, err: err.text };
    } finally {
      clearTimeout(limit);
    }
  }

  async #asked<T>(what: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw new Error(`${what} at the cluster of context "${this.context}" failed: ${refusalOf(error)}`);
    }
  }
}

function unlessAbsent(error: { code?: number }): undefined {
  if (error.code !== 404) throw error;
}

function codeOf({ status, details }: V1Status): number {
  if (status === 'Success') return 0;
  return Number(details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message ?? 1);
}
