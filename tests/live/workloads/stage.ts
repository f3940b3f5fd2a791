import type { Connection } from '../../../client/index.ts';
import type { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { serverLink } from '../client/clients.ts';

/** How an application reaches the instance. */
export async function connectionTo(instance: LocalInstance): Promise<Connection & { topology: 'sentinel' }> {
  const names = ['sentinel-1', 'sentinel-2', 'sentinel-3'];
  const sentinels = await Promise.all(names.map((name) => instance.target(name)));
  const { password, ca } = await instance.target('server-1');
  return {
    topology: 'sentinel',
    endpoints: sentinels.map(({ port }) => ({ host: '127.0.0.1', port })),
    sentinel: { masterName: 'test', ...given('password', sentinels[0]?.password) },
    tls: { enabled: ca !== undefined, ...given('ca', ca) },
    ...given('password', password),
  };
}

/** Resolves when it has happened, and gives what ends it. */
type Fault = (instance: LocalInstance, primary: string) => Promise<() => void>;

/** What happens to the primary. */
export const faults = {
  'kill -9 of the primary': async (instance, primary) => {
    process.kill(await instance.pid(primary), 'SIGKILL');
    return () => undefined;
  },
  'a frozen primary': async (instance, primary) => {
    const pid = await instance.pid(primary);
    process.kill(pid, 'SIGSTOP');
    return () => process.kill(pid, 'SIGCONT');
  },
  'a planned failover': async (instance, primary) => {
    const old = await serverLink(instance, primary);
    await old.call('CLIENT', 'PAUSE', '30000', 'WRITE');
    await until(async () => haveAll(await old.info('replication')), 'the replicas have every write');
    const sentinel = await serverLink(instance, 'sentinel-2');
    await sentinel.call('SENTINEL', 'FAILOVER', 'test');
    old.disconnect();
    sentinel.disconnect();
    return () => undefined;
  },
} satisfies Record<string, Fault>;

/** Starts an instance, over TLS with three Sentinels, and says how it is reached and who is primary. */
export async function stage(instance: LocalInstance) {
  await instance.up();
  const primary = await instance.primary();
  await untilStreaming(instance, primary);
  return { connection: await connectionTo(instance), primary };
}

/**
 * A primary sends no writes to a replica that has just copied everything before that has said so once more, which can take a second
 * (`repl_start_cmd_stream_on_ack`, replication.c). What was acknowledged by then a fault would lose.
 */
async function untilStreaming(instance: LocalInstance, primary: string): Promise<void> {
  const link = await serverLink(instance, primary);
  await link.set('staged', 'yes');
  await until(
    async () => (await link.wait(instance.wanted.replicas, 1000)) >= instance.wanted.replicas,
    'the replicas have a write',
  );
  link.disconnect();
}

/** Whether each replica has what the primary has, by the primary's own INFO. */
function haveAll(info: string): boolean {
  const own = /master_repl_offset:(\d+)/.exec(info)?.[1];
  const replicas = [...info.matchAll(/^slave\d+:.*offset=(\d+)/gm)];
  return replicas.length > 0 && replicas.every(([, offset]) => offset === own);
}

function given<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}
