// npm run bench:client: what redis-ha-client costs beside bare ioredis, in commands per second, memory and connections.

import { Command, InvalidArgumentError } from 'commander';
import { footprints, type Throughput, tables, throughput, writeDocs } from './client/index.ts';
import { type Servers, stackLocal } from './failover/servers/index.ts';

const { runs, json, write } = new Command('npm run bench:client --')
  .description('Commands per second, memory and connections of redis-ha-client and of bare ioredis.')
  .option('--runs <number>', 'rounds, each with new processes', readCount, 7)
  .option('--json', 'one JSON document instead of tables', false)
  .option('--write', 'put the tables into docs/performance.md', false)
  .parse()
  .opts<{ runs: number; json: boolean; write: boolean }>();

// One server without persistence and replicas: what is measured is the client.
const alone = { replicas: 0, purpose: 'cache' };
const waived = ['multi-az', 'encryption-at-rest', 'snapshot-retention', 'encryption-in-transit'];
const waivers = waived.map((rule) => ({ rule: `redis-${rule}`, reason: 'A bench on loopback.' }));
const made: Servers[] = [];
const rates: Throughput[] = [];
try {
  const encrypted = await make(alone);
  const plain = await make({ ...alone, encryption: { inTransit: false }, waivers });
  const done = (what: string) => () => console.error(`${what}: a round is done`);
  rates.push(...(await throughput('plain', plain, runs, done('plain'))));
  rates.push(...(await throughput('TLS', encrypted, runs, done('TLS'))));
  const memory = await footprints(encrypted, Math.min(runs, 3), done('memory, over TLS'));
  if (json) console.log(JSON.stringify({ node: process.versions.node, rates, memory }, null, 2));
  else console.log(tables(rates, memory));
  if (write) {
    const command = ['npm run bench:client --', ...process.argv.slice(2)].join(' ');
    await writeDocs(command, rates, memory);
  }
} finally {
  for (const servers of made) await servers.remove();
}

async function make(configuration: Record<string, unknown>) {
  const servers = await stackLocal(configuration);
  made.push(servers);
  return { connection: servers.connection, port: servers.data[0]?.port ?? 0 };
}

function readCount(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('Expected a whole number of at least 1.');
}
