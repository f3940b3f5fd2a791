import { access, constants, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import type { Connection } from '../../../client/connection.ts';
import type { Purpose } from '../../../providers/backend.ts';
import { users } from '../../../providers/kubernetes/access.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { writeCertificate, writeClusterMounts, writeList } from './files.ts';
import { Pod } from './pod.ts';
import { RunningPods } from './runningPods.ts';
import type { Runtime } from './runtimes.ts';

const generation = Object.fromEntries(users.map((user) => [user, `${user}-secret`]));
/** A node's copy of its data, its start, and what goes before; on a machine that is busy. */
const settledMs = 90_000;

let networks = process.pid;

/** What a node says of itself. */
export interface Seen {
  role: string;
  /** How many it has. */
  slots: number;
  state: string;
  /** Nodes that it knows, itself among them. */
  known: number;
  link: string | undefined;
}

/** Pods of a cluster, two to a shard, each at an address of its own below 127.0.0.0/8, which is its name too. */
export class ClusterPods extends RunningPods {
  readonly port: number;
  readonly #runtime: Runtime;
  #ca: string | undefined;
  /** Folder -> the pod that has it now. */
  readonly #pods = new Map<string, Pod>();

  private constructor(root: string, runtime: Runtime, port: number, ca: string | undefined) {
    super(root);
    this.port = port;
    this.#runtime = runtime;
    this.#ca = ca;
  }

  static async make(
    runtime: Runtime,
    { tls = false, shards = 3, purpose = 'durable' as Purpose } = {},
  ): Promise<ClusterPods> {
    const root = await mkdtemp(path.join(await quickFolder(), 'redis-ha-cluster-pods-'));
    const ca = tls ? await writeCertificate(root) : undefined;
    const pods = new ClusterPods(root, runtime, await freePorts(2), ca);
    for (let shard = 1; shard <= shards; shard += 1) await pods.add(shard);
    await writeClusterMounts(root, generation, pods.#list(), purpose);
    return pods;
  }

  override get all(): Pod[] {
    return [...this.#pods.values()];
  }

  pod(name: string): Pod {
    const pod = this.#pods.get(name);
    if (!pod) throw new Error(`There is no pod ${name}.`);
    return pod;
  }

  /** The two pods of one more shard, on disks of their own; not started, and not listed yet. */
  async add(shard: number): Promise<Pod[]> {
    const names = [0, 1].map((ordinal) => `shard-${shard}-${ordinal}`);
    for (const name of names) await mkdir(path.join(this.root, name, 'disk'), { recursive: true });
    networks += 1;
    names.forEach((name, i) => {
      this.#pods.set(name, this.#make(name, addressIn(networks, i)));
    });
    return names.map((name) => this.pod(name));
  }

  /** As the kubelet does it, whenever it comes to that. */
  async list(): Promise<void> {
    await writeList(this.root, 'data', this.#list());
  }

  /** The same disks under addresses that nobody has had. */
  async moveAll(): Promise<void> {
    for (const [i, name] of [...this.#pods.keys()].entries()) {
      if (i % 2 === 0) networks += 1;
      this.#pods.set(name, this.#make(name, addressIn(networks, i % 2)));
    }
    await this.list();
  }

  start(pods = this.all): void {
    for (const pod of pods) pod.start();
  }

  /** The authority of a certificate that was renewed. */
  trust(ca: string): void {
    this.#ca = ca;
  }

  /** What was on its disk is gone. */
  async empty({ folder }: Pod): Promise<void> {
    await rm(path.join(folder, 'disk'), { recursive: true });
    await mkdir(path.join(folder, 'disk'));
  }

  /** Every slot is served, every shard has a primary and a replica in sync, and everybody sees that. */
  async settled(shards = 3): Promise<void> {
    const isWhole = async (): Promise<boolean> => {
      const seen = await Promise.all(this.all.map((pod) => this.see(pod)));
      const nodes = seen.filter((one) => one !== undefined);
      const primaries = nodes.filter(({ role, slots }) => role === 'master' && slots > 0);
      return (
        nodes.length === 2 * shards &&
        primaries.length === shards &&
        primaries.reduce((sum, { slots }) => sum + slots, 0) === 16_384 &&
        nodes.every(({ state, known }) => state === 'ok' && known === nodes.length) &&
        nodes.every(({ role, link }) => role === 'master' || link === 'up')
      );
    };
    await until(isWhole, `a cluster of ${shards} shards is whole`, settledMs).catch(async (error: Error) => {
      const seen = await Promise.all(this.all.map(async (pod) => [pod.name, await this.see(pod)]));
      throw new Error(`${error.message}\n${JSON.stringify(seen)}\n${this.logs()}`);
    });
    await Promise.all(this.all.map((pod) => pod.until('ready')));
  }

  /** Undefined when it does not answer. */
  async see(pod: Pod): Promise<Seen | undefined> {
    const redis = this.client(pod);
    try {
      const [info, nodes, cluster] = await Promise.all([
        redis.info('replication'),
        redis.cluster('NODES'),
        redis.cluster('INFO'),
      ]);
      const [, , , , , , , , ...slots] =
        String(nodes)
          .split('\n')
          .find((line) => line.includes('myself'))
          ?.split(' ') ?? [];
      return {
        role: /role:(\w+)/.exec(info)?.[1] ?? '',
        slots: slots.reduce((sum, range) => sum + countOf(range), 0),
        state: /cluster_state:(\w+)/.exec(String(cluster))?.[1] ?? '',
        known: Number(/cluster_known_nodes:(\d+)/.exec(String(cluster))?.[1]),
        link: /master_link_status:(\w+)/.exec(info)?.[1],
      };
    } catch {
      return undefined;
    } finally {
      redis.disconnect();
    }
  }

  /** The pod that has most slots of a shard. */
  async primary(shard: number): Promise<Pod> {
    let found: Pod | undefined;
    await until(async () => {
      const pods = this.all.filter(({ name }) => name.startsWith(`shard-${shard}-`));
      const seen = await Promise.all(pods.map((pod) => this.see(pod)));
      const leading = pods.filter((_, i) => seen[i]?.role === 'master' && (seen[i]?.slots ?? 0) > 0);
      found = leading.length === 1 ? leading[0] : undefined;
      return found !== undefined;
    }, `shard ${shard} has one primary\n${this.logs()}`);
    if (!found) throw new Error('No primary.');
    return found;
  }

  /** The other pod of its shard. */
  other({ name }: Pod): Pod {
    return this.pod(name.endsWith('0') ? `${name.slice(0, -1)}1` : `${name.slice(0, -1)}0`);
  }

  client(pod: Pod): Redis {
    const redis = new Redis({
      host: pod.host,
      port: this.port,
      username: 'operator',
      password: generation.operator ?? '',
      ...(this.#ca !== undefined && { tls: { ca: this.#ca, servername: 'localhost' } }),
      enableReadyCheck: false,
      commandTimeout: 2000,
      retryStrategy: () => null,
    });
    redis.on('error', () => undefined);
    return redis;
  }

  /** How an application reaches it: at every address that a pod has now. */
  get connection(): Connection {
    return {
      topology: 'cluster',
      endpoints: this.all.map(({ host }) => ({ host, port: this.port })),
      tls: {
        enabled: this.#ca !== undefined,
        ...(this.#ca !== undefined && { ca: this.#ca, serverName: 'localhost' }),
      },
      username: 'application',
      password: generation.application ?? '',
    };
  }

  #list(): string[] {
    return this.all.map(({ name, host }) => `${host} ${name.split('-')[1]}`);
  }

  #make(name: string, host: string): Pod {
    const folder = path.join(this.root, name);
    return new Pod('cluster', host, folder, this.#runtime.shell, {
      PATH: this.#runtime.path,
      POD_NAME: name,
      HA_ROOT: this.root,
      HA_NAME: 'main',
      HA_SELF: host,
      HA_POD_IP: host,
      HA_BIND: host,
      HA_DATA_PORT: `${this.port}`,
      HA_BUS_PORT: `${this.port + 1}`,
      HA_TLS: this.#ca === undefined ? 'no' : 'yes',
      HA_REST_S: '1',
      HA_DATA_DIR: path.join(folder, 'disk'),
      HA_RUN_DIR: path.join(folder, 'run'),
    });
  }
}

/** In memory where that can be: nodes write every slot down, and wait for the disk each time. */
async function quickFolder(): Promise<string> {
  const memory = '/dev/shm';
  return access(memory, constants.W_OK).then(
    () => memory,
    () => os.tmpdir(),
  );
}

function addressIn(network: number, ordinal: number): string {
  return `127.${1 + (network % 200)}.${1 + (Math.floor(network / 200) % 200)}.${30 + ordinal}`;
}

function countOf(range: string): number {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  return from === undefined ? 0 : Number(to) - Number(from) + 1;
}
