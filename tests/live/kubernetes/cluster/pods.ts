import { Resolver } from 'node:dns/promises';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CoreV1Api, Exec, type KubeConfig, type V1Pod, type V1Status } from '@kubernetes/client-node';
import { controlAddress } from './layout.ts';

/** A container by where it is; without `container` the pod's first. */
export interface ContainerOf {
  namespace: string;
  pod: string;
  container?: string;
}

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

export interface ExecOptions {
  stdin?: Readable;
  /** Takes the output line by line, as it comes, instead of the outcome. */
  onLine?: (line: string) => void;
}

/** A process in a container. */
export interface ContainerProcess {
  /** As this machine counts. */
  pid: number;
  command: string;
}

/** What is in pods, from outside. */
export class Pods {
  readonly #config: KubeConfig;
  readonly #core: CoreV1Api;
  readonly #dns = new Resolver({ timeout: 500, tries: 4 });

  constructor(config: KubeConfig) {
    this.#config = config;
    this.#core = config.makeApiClient(CoreV1Api);
    this.#dns.setServers([controlAddress]);
  }

  /** Runs a command in a container; a code other than 0 is no error here. */
  async exec(
    { namespace, pod, container }: ContainerOf,
    command: string[],
    { stdin, onLine }: ExecOptions = {},
  ): Promise<Outcome> {
    const name = container ?? (await this.#firstContainer(namespace, pod));
    const out = new PassThrough();
    const err = new PassThrough();
    const status = new Promise<V1Status>((resolve, reject) => {
      new Exec(this.#config)
        .exec(namespace, pod, name, command, out, err, stdin ?? null, false, resolve)
        .then((socket) => {
          socket.on('close', () => {
            out.end();
            err.end();
            // Whatever status there is has been told by now.
            setImmediate(() =>
              reject(new Error(`The connection to ${pod} closed before ${command[0]} ended.`)),
            );
          });
        }, reject);
    });
    const told = onLine ? eachLine(out, onLine) : text(out);
    const [stdout, stderr, ended] = await Promise.all([told, text(err), status]);
    return { code: exitCode(ended), stdout, stderr };
  }

  async list(namespace: string, labelSelector?: string): Promise<V1Pod[]> {
    const { items } = await this.#core.listNamespacedPod({
      namespace,
      ...(labelSelector !== undefined && { labelSelector }),
    });
    return items;
  }

  /** Name of the node that a pod runs on. */
  async nodeOf({ namespace, pod }: ContainerOf): Promise<string> {
    const { spec } = await this.#core.readNamespacedPod({ namespace, name: pod });
    return spec?.nodeName ?? '';
  }

  /** Processes of a container, as this machine sees them. */
  async processes({ namespace, pod, container }: ContainerOf): Promise<ContainerProcess[]> {
    const { status } = await this.#core.readNamespacedPod({ namespace, name: pod });
    const statuses = status?.containerStatuses ?? [];
    const wanted = container === undefined ? statuses[0] : statuses.find(({ name }) => name === container);
    const id = wanted?.containerID?.replace(/^.*:\/\//, '');
    if (!id) throw new Error(`Pod ${namespace}/${pod} has no running container ${container ?? ''}.`);
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(pids.map((pid) => processIn(id, pid)));
    return found.filter((each) => each !== undefined);
  }

  /** Sends a signal to a program of a container, from outside: its own first process would not hear a SIGKILL from inside. */
  async signal(where: ContainerOf, program: string, signal: NodeJS.Signals): Promise<number> {
    const processes = await this.processes(where);
    const named = processes.filter(({ command }) => command === program);
    if (named.length === 0) {
      const there = processes.map(({ command }) => command).join(', ') || 'no process';
      throw new Error(`No ${program} in ${where.namespace}/${where.pod}: ${there} runs there.`);
    }
    for (const { pid } of named) process.kill(pid, signal);
    return named.length;
  }

  /** Address of a name as pods see it now; this machine reaches every pod's address. */
  async resolve(name: string): Promise<string> {
    const [address] = await this.#dns.resolve4(name);
    if (!address) throw new Error(`${name} has no address.`);
    return address;
  }

  /** Addresses of all pods of a namespace by the names that `subdomain` gives them, for a client's map of addresses. */
  async addresses(namespace: string): Promise<Map<string, string>> {
    const { items } = await this.#core.listNamespacedPod({ namespace });
    return new Map(
      items.flatMap(({ spec, status }) => {
        if (!spec?.hostname || !spec.subdomain || !status?.podIP) return [];
        return [[`${spec.hostname}.${spec.subdomain}.${namespace}.svc.cluster.local`, status.podIP]];
      }),
    );
  }

  async #firstContainer(namespace: string, name: string): Promise<string> {
    const { spec } = await this.#core.readNamespacedPod({ namespace, name });
    return spec?.containers[0]?.name ?? '';
  }
}

async function eachLine(out: Readable, take: (line: string) => void): Promise<string> {
  for await (const line of createInterface({ input: out })) take(line);
  return '';
}

function exitCode(status: V1Status): number {
  if (status.status === 'Success') return 0;
  const code = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message;
  return code === undefined ? -1 : Number(code);
}

async function processIn(container: string, pid: string): Promise<ContainerProcess | undefined> {
  const read = (name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  if (!(await read('cgroup')).includes(container)) return undefined;
  return { pid: Number(pid), command: (await read('comm')).trim() };
}
