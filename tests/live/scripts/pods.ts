import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { sentinelConnector } from '../../../client/sentinel/index.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { downAfterMs, passwords, writeCertificate, writeMounts } from './files.ts';
import { Pod } from './pod.ts';
import { RunningPods } from './runningPods.ts';
import type { Runtime } from './runtimes.ts';

let networks = process.pid;

/** Three data pods and three Sentinel pods, each at an address of its own below 127.0.0.0/8, with what is mounted into them. */
export class Pods extends RunningPods {
  /** The pods' PATH. */
  readonly path: string;
  readonly data: Pod[];
  readonly sentinels: Pod[];
  readonly dataPort: number;
  readonly sentinelPort: number;
  #tls: { ca: string } | undefined;

  private constructor(
    root: string,
    runtime: Runtime,
    port: number,
    ca: string | undefined,
    renewalS: number,
  ) {
    super(root);
    this.path = runtime.path;
    this.dataPort = port;
    this.sentinelPort = port + 1;
    this.#tls = ca === undefined ? undefined : { ca };
    networks += 1;
    const network = `127.${1 + (networks % 200)}.${1 + (Math.floor(networks / 200) % 200)}`;
    const common = {
      PATH: runtime.path,
      HA_ROOT: root,
      HA_NAME: 'main',
      HA_DATA_PORT: `${this.dataPort}`,
      HA_SENTINEL_PORT: `${this.sentinelPort}`,
      HA_QUORUM: '2',
      HA_TLS: ca === undefined ? 'no' : 'yes',
      HA_DOWN_AFTER: `${downAfterMs}`,
      HA_RENEWAL_S: `${renewalS}`,
    };
    const pod = (kind: 'data' | 'sentinel', ordinal: number) => {
      const folder = path.join(root, `${kind}-${ordinal}`);
      const host = `${network}.${(kind === 'data' ? 10 : 20) + ordinal}`;
      return new Pod(kind, host, folder, runtime.shell, {
        ...common,
        POD_NAME: `${kind}-${ordinal}`,
        HA_SELF: host,
        HA_BIND: host,
        HA_DATA_DIR: path.join(folder, 'disk'),
        HA_STATE_DIR: path.join(folder, 'disk'),
        HA_RUN_DIR: path.join(folder, 'run'),
      });
    };
    this.data = [0, 1, 2].map((ordinal) => pod('data', ordinal));
    this.sentinels = [0, 1, 2].map((ordinal) => pod('sentinel', ordinal));
  }

  static async make(runtime: Runtime, { tls = false, renewalS = 1 } = {}): Promise<Pods> {
    const root = await mkdtemp(path.join(os.tmpdir(), 'redis-ha-pods-'));
    const ca = tls ? await writeCertificate(root) : undefined;
    const pods = new Pods(root, runtime, await freePorts(2), ca, renewalS);
    const hosts = (list: Pod[]) => list.map((pod) => pod.host);
    await writeMounts(root, hosts(pods.data), hosts(pods.sentinels));
    for (const pod of pods.all) await mkdir(path.join(pod.folder, 'disk'), { recursive: true });
    return pods;
  }

  override get all(): Pod[] {
    return [...this.data, ...this.sentinels];
  }

  start(pods = this.all): void {
    for (const pod of pods) pod.start();
  }

  async ready(pods = this.all): Promise<void> {
    await Promise.all(pods.map((pod) => pod.until('ready')));
  }

  /** A client of one server, or of one Sentinel. */
  client(pod: Pod): Redis {
    return this.#connect({
      host: pod.host,
      port: pod.kind === 'data' ? this.dataPort : this.sentinelPort,
      username: 'app',
      password: passwords.app,
      ...(this.#tls && { tls: { ...this.#tls, servername: 'localhost' } }),
      enableReadyCheck: false,
      commandTimeout: 1000,
    });
  }

  /** What a server or Sentinel answers to one command. */
  async order(pod: Pod, command: string, ...args: string[]): Promise<unknown> {
    const redis = this.client(pod);
    return redis.call(command, args).finally(() => redis.disconnect());
  }

  /** Another authority from now on. */
  trust(ca: string): void {
    this.#tls = { ca };
  }

  /** A client as an application has it. */
  application(): Redis {
    const tls = this.#tls && { ...this.#tls, servername: 'localhost' };
    const Connector = sentinelConnector({
      sentinels: this.sentinels.map(({ host }) => ({ host, port: this.sentinelPort })),
      masterName: 'main',
      username: 'app',
      password: passwords.app,
      tls,
      dataTls: tls,
    });
    return this.#connect({
      Connector,
      username: 'app',
      password: passwords.app,
      reconnectOnError: (error) => (/^(READONLY|LOADING|MASTERDOWN)/.test(error.message) ? 2 : false),
    });
  }

  /** Those that say that they are primary. */
  async primaries(): Promise<Pod[]> {
    const roles = await Promise.all(this.data.map((pod) => this.role(pod)));
    return this.data.filter((_, i) => roles[i] === 'master');
  }

  /** Undefined when it does not answer. */
  async role(pod: Pod): Promise<string | undefined> {
    const redis = this.client(pod);
    const role = await redis.role().catch(() => []);
    redis.disconnect();
    return role[0] === undefined ? undefined : String(role[0]);
  }

  /** The only one, once there is exactly one that all Sentinels name and all others follow. */
  async primary(): Promise<Pod> {
    let found: Pod | undefined;
    await until(async () => {
      const [first, ...more] = await this.primaries();
      const named = await Promise.all(this.sentinels.map((sentinel) => this.named(sentinel)));
      found = more.length === 0 && first && named.every((host) => host === first.host) ? first : undefined;
      return found !== undefined;
    }, `there is one primary that all Sentinels name\n${this.logs()}`);
    if (!found) throw new Error('No primary.');
    return found;
  }

  async named(sentinel: Pod): Promise<string | undefined> {
    const redis = this.client(sentinel);
    const answer = await redis.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'main').catch(() => undefined);
    redis.disconnect();
    return Array.isArray(answer) ? String(answer[0]) : undefined;
  }

  replicas(primary: Pod): Pod[] {
    return this.data.filter((pod) => pod !== primary);
  }

  /** Arguments of all processes that run while `work` does, as everybody on the machine can read them; again until all `words` were seen. */
  async argumentsDuring(work: () => Promise<unknown>, words: readonly string[]): Promise<string[]> {
    const seen = new Set<string>();
    // A client lives for some milliseconds, and a look at all processes may take as long.
    await until(
      async () => {
        await seeWhile(work(), seen);
        return words.every((word) => [...seen].some((line) => line.includes(word)));
      },
      `processes run with ${words.join(', ')} in their arguments`,
    );
    return [...seen];
  }

  #connect(options: RedisOptions): Redis {
    const redis = new Redis({ retryStrategy: () => 20, maxRetriesPerRequest: null, ...options });
    redis.on('error', () => undefined);
    this.endWith(() => redis.disconnect());
    return redis;
  }
}

async function seeWhile(work: Promise<unknown>, seen: Set<string>): Promise<void> {
  let working = true;
  const done = work.finally(() => {
    working = false;
  });
  while (working) {
    for (const line of await commandLines()) seen.add(line);
    await sleep(5);
  }
  await done;
}

async function commandLines(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
}
