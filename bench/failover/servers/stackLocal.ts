import { join } from 'node:path';
import type { Connection } from '../../../client/connection.ts';
import { readDeployment } from '../../../engine/index.ts';
import * as operations from '../../../providers/local/operate.ts';
import { sandbox } from '../../sandbox.ts';
import type { SentinelConnection } from '../writer/index.ts';
import type { Servers } from './servers.ts';

const stack = ['--stack', 'local'];

/** Stack `local` in a copy of the project, as it comes but for the keys in `configuration`. */
export async function stackLocal(configuration: Record<string, unknown>): Promise<Servers> {
  const box = await sandbox();
  try {
    await box.configure(configuration);
    await box.redisHa(['up', ...stack, '--yes', '--json']);
    const { stdout } = await box.redisHa(['outputs', ...stack, '--show-secrets', '--json']);
    const connection = withSentinels(JSON.parse(stdout).connection);
    const { nodes } = JSON.parse((await box.redisHa(['status', ...stack, '--json'])).stdout);
    const { password = '', tls, sentinel } = connection;
    return {
      connection,
      data: nodes.map(({ port }: { port: number }) => ({ port, password, ca: tls.ca })),
      sentinels: connection.endpoints.map(({ port }) => ({
        port,
        password: sentinel.password ?? '',
        ca: tls.ca,
      })),
      restart: async () => void (await box.redisHa(['up', ...stack, '--yes', '--json'])),
      handOver: () => handOver(box.folder),
      remove: box.remove,
    };
  } catch (error) {
    await box.remove();
    throw error;
  }
}

function withSentinels(connection: Connection): SentinelConnection {
  const { topology, sentinel } = connection;
  if (topology !== 'sentinel' || !sentinel) throw new Error('Stack local is not reached through Sentinels.');
  return { ...connection, topology, sentinel };
}

async function handOver(root: string): Promise<number> {
  const stateFolder = join(root, '.redis-ha', 'local');
  const deployed = await readDeployment({ root, stack: 'local', stateFolder });
  if (!deployed) throw new Error('Stack local is not up.');
  const deployment = { root, project: 'redis-ha', stack: 'local', resources: deployed.resources };
  const watched = { progress: () => undefined, signal: new AbortController().signal };
  const { pausedAt } = await operations.failover(deployment, 'main', watched);
  return pausedAt;
}
