import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InstanceStatus, RedisSpec } from '../../providers/backend.ts';
import { layoutOf } from '../../providers/local/layout.ts';
import { status } from '../../providers/local/operate.ts';
import { isTaken } from '../../providers/local/process/ports.ts';
import { RedisLocal } from '../../providers/local/provider/index.ts';
import { types } from '../../providers/local/provider/types.ts';
import type { Target } from '../../providers/local/redis/link.ts';
import {
  nodeSettings,
  sentinelPeriods,
  sentinelSettings,
  serverSettings,
} from '../../providers/local/settings.ts';
import { type Call, PartialFailure, type Values } from '../../providers/protocol.ts';

// Where the set-up puts a server when the machine has none.
const unpacked = path.resolve(import.meta.dirname, '../../.redis-ha/server/bin');
process.env.PATH = `${process.env.PATH}${path.delimiter}${unpacked}`;

export type Wanted = Pick<
  RedisSpec,
  'topology' | 'shards' | 'purpose' | 'replicas' | 'memoryGb' | 'engine' | 'version' | 'failover'
> & {
  tls: boolean;
  basePort: number;
  sentinelBasePort: number;
  busBasePort: number;
  directory: string;
};

interface Resource {
  type: string;
  name: string;
  inputs: Values;
}
interface Held extends Resource {
  id: string;
  outputs: Values;
}

/**
 * One instance of backend `local` in a temporary project, deployed by calling the provider the way an engine does:
 * group, authority, servers, Sentinels; what is gone from the wish is deleted last.
 */
export class LocalInstance {
  readonly root: string;
  readonly directory = 'data/test';
  /** Progress messages of all calls. */
  readonly messages: string[] = [];
  wanted: Wanted;
  #provider: RedisLocal;
  readonly #state = new Map<string, Held>();
  readonly #users: (() => unknown)[] = [];

  private constructor(root: string, wanted: Wanted) {
    this.root = root;
    this.wanted = wanted;
    this.#provider = new RedisLocal({ root });
  }

  static async make(wanted: Partial<Wanted> = {}): Promise<LocalInstance> {
    const root = await mkdtemp(path.join(os.tmpdir(), 'redis-ha-local-'));
    const basePort = await freePorts(wanted.topology === 'cluster' ? 100 : 20);
    return new LocalInstance(root, {
      purpose: 'durable',
      topology: 'replicated',
      shards: 1,
      replicas: 2,
      // What is deployed by default. With half a second a busy machine can make a failover of its own in the middle of a test.
      failover: { profile: 'balanced' },
      tls: true,
      basePort,
      sentinelBasePort: basePort + 10,
      busBasePort: basePort + 50,
      directory: 'data/test',
      ...wanted,
    });
  }

  get folder(): string {
    return path.join(this.root, this.wanted.directory);
  }

  /** The command ends after so many resources, as if it had been killed between two of them. */
  async upUntil(count: number): Promise<void> {
    const resources = (await this.#layers()).flat().slice(0, count);
    for (const resource of resources) await this.#apply(resource(), []);
    this.crash();
  }

  /** Names of the resources that were created or changed. `parallel` false: one at a time, as `--parallel 1` does. */
  async up(change: Partial<Wanted> = {}, { parallel = true } = {}): Promise<string[]> {
    this.wanted = { ...this.wanted, ...change };
    const touched: string[] = [];
    for (const layer of await this.#layers()) {
      const results = parallel
        ? await Promise.allSettled(layer.map((resource) => this.#apply(resource(), touched)))
        : await oneByOne(layer.map((resource) => () => this.#apply(resource(), touched)));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    }
    const kept = new Set((await this.#layers()).flat().map((resource) => resource().name));
    for (const name of [...this.#state.keys()].reverse()) {
      if (!kept.has(name)) await this.#delete(name);
    }
    return touched;
  }

  /** What would change: resource name -> properties. */
  async preview(): Promise<Record<string, string[]>> {
    const resources = (await this.#layers()).flat().map((resource) => resource());
    const found = await Promise.all(
      resources.map(async (wanted) => {
        const held = this.#state.get(wanted.name);
        if (!held) return [wanted.name, ['create']] as const;
        const { inputs, outputs, id } = held;
        const diff = await this.#provider.diff(this.#call(wanted, true), id, inputs, outputs, wanted.inputs);
        return [wanted.name, diff.diffs ?? []] as const;
      }),
    );
    return Object.fromEntries(found.filter(([, differences]) => differences.length > 0));
  }

  /** Sentinels, servers, authority, group, as their dependencies say. */
  async destroy(): Promise<void> {
    const names = [...this.#state.keys()].reverse();
    for (const kind of ['cluster', 'sentinel', 'server', 'authority', 'group']) {
      await Promise.all(names.filter((name) => name.startsWith(kind)).map((name) => this.#delete(name)));
    }
  }

  /** What uses it ends with it, so that a test that failed half way leaves nothing running. */
  endWith(end: () => unknown): void {
    this.#users.push(end);
  }

  /** Ends its users, the last first, then everything, and removes the project. */
  async remove(): Promise<void> {
    const ended = await withinSeconds(20, endInTurn(this.#users.splice(0).reverse()));
    const { directory } = this.wanted;
    const group = { type: types.group, name: 'group', inputs: { directory } };
    await this.#provider.delete(this.#call(group), 'test', { directory }, { directory });
    await rm(this.root, { recursive: true, force: true });
    if (ended === undefined) throw new Error('What used the instance did not end within 20 s.');
    if (ended.length > 0) throw new AggregateError(ended, 'What used the instance did not end well.');
  }

  /** As if the command had been killed: the provider is another one and knows nothing. */
  crash(): void {
    this.#provider = new RedisLocal({ root: this.root });
  }

  /** As if the state had been lost, of all resources or of those named. */
  forget(...names: string[]): void {
    for (const name of names.length > 0 ? names : [...this.#state.keys()]) this.#state.delete(name);
  }

  async status(): Promise<InstanceStatus> {
    const resources = [...this.#state.values()].map((held) => ({ ...held, urn: held.name }));
    const [one] = await status({ root: this.root, project: 'test', stack: 'test', resources });
    if (!one) throw new Error('No group is deployed.');
    return one;
  }

  async pid(name: string): Promise<number> {
    const record = JSON.parse(await readFile(path.join(this.folder, name, 'process.json'), 'utf8'));
    return record.identity.pid;
  }

  /** Process ids of everybody by name. */
  async pids(): Promise<Record<string, number>> {
    const names = [...this.#state.keys()].filter((name) => /-\d+$/.test(name));
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await this.pid(name)])));
  }

  /** How a server or Sentinel is reached. */
  async target(name: string): Promise<Target> {
    const group = JSON.parse(await readFile(path.join(this.folder, 'group.json'), 'utf8'));
    const { servers, sentinels } = layoutOf({ ...this.wanted, own: this.wanted });
    const port = [...servers, ...sentinels].find((member) => member.name === name)?.port ?? 0;
    const password = name.startsWith('sentinel') ? group.sentinelPassword : group.password;
    const ca = this.wanted.tls
      ? await readFile(path.join(this.folder, 'authority/ca.crt'), 'utf8')
      : undefined;
    return { port, password, ca };
  }

  /** The name of the server that the status calls primary. */
  async primary(): Promise<string> {
    const { primary, nodes } = await this.status();
    return nodes.find((node) => node.port === primary?.port)?.name ?? 'nobody';
  }

  /** Groups of resources that do not depend on each other; inputs are made when those before are there. */
  async #layers(): Promise<(() => Resource)[][]> {
    const { directory, tls, engine, version } = this.wanted;
    const { servers, sentinels } = layoutOf({ ...this.wanted, own: this.wanted });
    const wish: Values = { ...(engine && { engine }), ...(version && { version }) };
    const inGroup = { group: 'test', directory };
    const common = () => ({
      ...inGroup,
      ...wish,
      tls,
      ...(tls && { authority: this.#state.get('authority')?.outputs.ca ?? '' }),
    });
    const inReplication = () => [
      servers.map((s) => () => ({
        type: types.server,
        name: s.name,
        inputs: { ...common(), ...s, settings: serverSettings(this.wanted) },
      })),
      sentinels.map((s) => () => ({
        type: types.sentinel,
        name: s.name,
        inputs: {
          ...common(),
          ...s,
          settings: sentinelSettings(this.wanted),
          periods: sentinelPeriods(this.wanted),
        },
      })),
    ];
    const { shards, replicas, topology } = this.wanted;
    const inCluster = () => [
      servers.map((s) => () => ({
        type: types.node,
        name: s.name,
        inputs: { ...common(), ...s, settings: nodeSettings(this.wanted) },
      })),
      [
        () => ({
          type: types.cluster,
          name: 'cluster',
          inputs: { ...inGroup, shards, replicas, ...(tls && { authority: common().authority ?? '' }) },
        }),
      ],
    ];
    return [
      [
        () => ({
          type: types.group,
          name: 'group',
          inputs: { instance: 'test', directory, tls, servers, sentinels, ...wish },
        }),
      ],
      tls ? [() => ({ type: types.authority, name: 'authority', inputs: inGroup })] : [],
      ...(topology === 'cluster' ? inCluster() : inReplication()),
    ];
  }

  async #apply(wanted: Resource, touched: string[]): Promise<void> {
    const held = this.#state.get(wanted.name);
    const call = this.#call(wanted);
    const { failures } = await this.#provider.check(call, held?.inputs ?? {}, wanted.inputs);
    if (failures[0]) throw new Error(failures[0].reason);
    if (!held) return this.#create(call, wanted, touched);
    const diff = await this.#provider.diff(call, held.id, held.inputs, held.outputs, wanted.inputs);
    if (diff.changes === 'none') return;
    if (diff.replaces?.length) return this.#create(call, wanted, touched);
    touched.push(wanted.name);
    const outputs = await this.#keepPartial(wanted, () =>
      this.#provider.update(call, held.id, held.inputs, held.outputs, wanted.inputs),
    );
    this.#state.set(wanted.name, { ...wanted, id: held.id, outputs });
  }

  async #create(call: Call, wanted: Resource, touched: string[]): Promise<void> {
    touched.push(wanted.name);
    const created = await this.#keepPartial(wanted, () => this.#provider.create(call, wanted.inputs));
    this.#state.set(wanted.name, { ...wanted, ...created });
  }

  async #keepPartial<T>(wanted: Resource, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PartialFailure) {
        this.#state.set(wanted.name, { ...wanted, id: error.id, outputs: error.outputs });
      }
      throw error;
    }
  }

  async #delete(name: string): Promise<void> {
    const held = this.#state.get(name);
    if (!held) return;
    await this.#provider.delete(this.#call(held), held.id, held.inputs, held.outputs);
    this.#state.delete(name);
  }

  #call(resource: Resource, preview = false): Call {
    const { type, name } = resource;
    const progress = (message: string) => this.messages.push(message);
    return { urn: name, type, name, preview, signal: new AbortController().signal, progress };
  }
}

/** Calls all, and gives what was thrown. */
async function endInTurn(ends: (() => unknown)[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const end of ends) {
    try {
      await end();
    } catch (error) {
      failures.push(error);
    }
  }
  return failures;
}

function withinSeconds<T>(seconds: number, work: Promise<T>): Promise<T | undefined> {
  const limit = sleep(seconds * 1000, undefined, { ref: false });
  return Promise.race([work, limit]);
}

async function oneByOne<T>(works: (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
  const results: PromiseSettledResult<T>[] = [];
  for (const work of works) results.push(...(await Promise.allSettled([work()])));
  return results;
}

let next = 20_000 + (process.pid % 500) * 20;

/** The first of `count` neighbouring ports that nobody uses, far from the defaults. */
export async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const first = next;
    next = next + count > 32_000 ? 20_000 : next + count;
    const taken = await Promise.all(Array.from({ length: count }, (_, i) => isTaken(first + i)));
    if (!taken.includes(true)) return first;
  }
  throw new Error('No free ports.');
}
