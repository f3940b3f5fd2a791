import { join } from 'node:path';
import type { Connection } from '../../client/connection.ts';
import { readDeployment } from '../../engine/index.ts';
import type { Deployment, FailoverProfileName, FaultName, Injected } from '../../providers/backend.ts';
import { Links } from '../../providers/local/group/index.ts';
import { inject } from '../../providers/local/operate.ts';
import { parseInfo } from '../../providers/local/redis/index.ts';
import { look, type Servers } from '../failover/servers/index.ts';
import { sandbox } from '../sandbox.ts';

const stack = ['--stack', 'local'];
const linkDeadlineMs = 500;

/** Stack `local` in a copy of the project, and what can be done to it. */
export interface Stack {
  connection: Servers['connection'];
  strike(fault: FaultName): Promise<Injected>;
  /** What keeps it from being healthy; undefined where nothing does. */
  trouble(): Promise<string | undefined>;
  remove(): Promise<void>;
}

/** What is done to the stack tells its steps to nobody, and is not ended half way: it lasts seconds. */
export const quietly = { progress: () => undefined, signal: new AbortController().signal };

export async function stackOf(profile: FailoverProfileName): Promise<Stack> {
  const box = await sandbox();
  try {
    await box.configure({ failover: { profile } });
    await box.redisHa(['up', ...stack, '--yes', '--json']);
    const outputs = await box.redisHa(['outputs', ...stack, '--show-secrets', '--json']);
    const status = await box.redisHa(['status', ...stack, '--json']);
    const servers = serversOf(JSON.parse(outputs.stdout).connection, JSON.parse(status.stdout).nodes);
    const deployment = await deploymentIn(box.folder);
    return {
      connection: servers.connection,
      strike: (fault) => inject(deployment, 'main', fault, quietly),
      trouble: () => troubleOf(servers),
      remove: box.remove,
    };
  } catch (error) {
    await box.remove();
    throw error;
  }
}

type Seen = Omit<Servers, 'restart' | 'remove'>;

function serversOf(connection: Connection, nodes: { port: number }[]): Seen {
  const { topology, sentinel, endpoints, password = '', tls } = connection;
  if (topology !== 'sentinel' || !sentinel) throw new Error('Stack local is not reached through Sentinels.');
  const { ca } = tls;
  return {
    connection: { ...connection, topology, sentinel },
    data: nodes.map(({ port }) => ({ port, password, ca })),
    sentinels: endpoints.map(({ port }) => ({ port, password: sentinel.password ?? '', ca })),
  };
}

async function troubleOf(servers: Seen): Promise<string | undefined> {
  const links = new Links(linkDeadlineMs);
  const nothing = () => Promise.resolve();
  try {
    const { primary, trouble } = await look({ ...servers, restart: nothing, remove: nothing }, links);
    return trouble ?? (await behind(servers, primary, links));
  } finally {
    links.close();
  }
}

/**
 * A replica after a full resync has its link up and may lack a second of writes still (seen: promoted then, it cost them).
 * What the primary has now, each of them must have when it is asked afterwards.
 */
async function behind(servers: Seen, primary: number, links: Links): Promise<string | undefined> {
  const replication = async (target: Seen['data'][number]) =>
    parseInfo(await links.call(target, 'INFO', 'replication'));
  const leader = servers.data.find(({ port }) => port === primary);
  if (!leader) return 'there is no primary';
  const due = Number((await replication(leader)).master_repl_offset);
  for (const replica of servers.data.filter((target) => target !== leader)) {
    const { slave_repl_offset: has } = await replication(replica);
    if (!(Number(has) >= due)) return `${replica.port} has not caught up`;
  }
  return undefined;
}

async function deploymentIn(root: string): Promise<Deployment> {
  const stateFolder = join(root, '.redis-ha', 'local');
  const deployed = await readDeployment({ root, stack: 'local', stateFolder });
  if (!deployed) throw new Error('Stack local is not up.');
  return { root, project: 'redis-ha', stack: 'local', resources: deployed.resources };
}
