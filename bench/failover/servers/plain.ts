import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from '../../../providers/local/process/index.ts';
import { loopback } from '../../../providers/local/redis/index.ts';
import { ownPorts } from '../../ports.ts';
import type { Servers } from './servers.ts';

/** What others configure. Ports, folders, addresses and the password are ours. */
export interface PlainConfig {
  masterName: string;
  /** Lines of redis.conf. */
  server: string[];
  /** Settings of SENTINEL SET. */
  sentinel: Record<string, string | number>;
  quorum: number;
}

/** Not secret: these servers listen on loopback for the length of the bench and hold numbers. */
const password = 'bench';

/** Servers as somebody else configures them, as processes on loopback without TLS; started, not yet in sync. */
export async function plainServers(config: PlainConfig): Promise<Servers> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-ha-bench-'));
  const binary = await findBinary(process.cwd(), {});
  const { basePort, sentinelBasePort } = await ownPorts();
  const dataPorts = [0, 1, 2].map((i) => basePort + i);
  const sentinelPorts = [0, 1, 2].map((i) => sentinelBasePort + i);
  const running = new Map<number, ChildProcess>();

  async function start(port: number, name: string, lines: string[], ...args: string[]): Promise<void> {
    const home = join(folder, String(port));
    await mkdir(home, { recursive: true });
    const file = join(home, `${name}.conf`);
    await writeFile(file, [`port ${port}`, `bind ${loopback}`, `dir ${home}`, ...lines, ''].join('\n'));
    const child = spawn(binary.path, [file, ...args], { stdio: 'ignore' });
    running.set(port, child);
    await once(child, 'spawn');
  }

  function startServer(port: number, primary: number | undefined): Promise<void> {
    return start(port, 'redis', [
      `requirepass ${password}`,
      // Without it no former primary could come back as a replica, and the bench wants its servers whole again.
      `masterauth ${password}`,
      // Nobody waits for further replicas; shortens the time between two runs, not a failover.
      'repl-diskless-sync-delay 0',
      ...config.server,
      ...(primary === undefined ? [] : [`replicaof ${loopback} ${primary}`]),
    ]);
  }

  async function restart(primary: number): Promise<void> {
    const dead = dataPorts.filter((port) => hasEnded(running.get(port)));
    for (const port of dead) await startServer(port, primary);
  }

  const [first = 0, ...rest] = dataPorts;
  await startServer(first, undefined);
  for (const port of rest) await startServer(port, first);
  for (const port of sentinelPorts) {
    const { masterName: name, quorum, sentinel } = config;
    const settings = Object.entries(sentinel).map(([key, value]) => `sentinel ${key} ${name} ${value}`);
    const monitor = [`sentinel monitor ${name} ${loopback} ${first} ${quorum}`];
    await start(
      port,
      'sentinel',
      [...monitor, `sentinel auth-pass ${name} ${password}`, ...settings],
      '--sentinel',
    );
  }

  return {
    connection: {
      topology: 'sentinel',
      endpoints: sentinelPorts.map((port) => ({ host: loopback, port })),
      sentinel: { masterName: config.masterName },
      tls: { enabled: false },
      password,
    },
    data: dataPorts.map((port) => ({ port, password })),
    sentinels: sentinelPorts.map((port) => ({ port, password: '' })),
    restart,
    async remove() {
      for (const child of running.values()) {
        if (hasEnded(child)) continue;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function hasEnded(child: ChildProcess | undefined): boolean {
  return child === undefined || child.exitCode !== null || child.signalCode !== null;
}
