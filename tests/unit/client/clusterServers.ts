import { Redis } from 'ioredis';
import type { Connection } from '../../../client/index.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { Server } from './server.ts';

/** A cluster of so many primaries, each with its share of the slots. */
export async function startCluster(count: number): Promise<{
  connection: Connection & { topology: 'cluster' };
  remove(): Promise<void>;
}> {
  const servers: Server[] = [];
  const busPorts: number[] = [];
  for (let i = 0; i < count; i += 1) {
    // The default bus port, 10 000 above the other, lies where the kernel takes the ports of outgoing connections from.
    const busPort = await freePorts(1);
    const bus = ['--cluster-port', String(busPort), '--cluster-announce-ip', '127.0.0.1'];
    busPorts.push(busPort);
    servers.push(await Server.start('--cluster-enabled', 'yes', '--cluster-node-timeout', '1000', ...bus));
  }
  const admins = servers.map(({ port }) => new Redis(port));
  for (const admin of admins) admin.on('error', () => undefined);
  const share = Math.ceil(16_384 / count);
  for (const [index, admin] of admins.entries()) {
    await admin.cluster('ADDSLOTSRANGE', index * share, Math.min(16_384, (index + 1) * share) - 1);
    for (const [other, { port }] of servers.entries()) {
      if (other < index) await admin.cluster('MEET', '127.0.0.1', port, busPorts[other] ?? 0);
    }
  }
  const complete = async (admin: Redis) => {
    const info = await admin.cluster('INFO');
    return info.includes('cluster_state:ok') && info.includes('cluster_slots_assigned:16384');
  };
  await until(async () => (await Promise.all(admins.map(complete))).every(Boolean), 'all slots are served');
  for (const admin of admins) admin.disconnect();
  const endpoints = servers.map(({ port }) => ({ host: '127.0.0.1', port }));
  return {
    connection: { topology: 'cluster', endpoints, tls: { enabled: false } },
    remove: async () => {
      for (const server of servers) await server.remove();
    },
  };
}
