import { mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { constants } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import type { Pod } from './pod.ts';
import { Pods } from './pods.ts';
import { runtimes } from './runtimes.ts';

const [runtime] = await runtimes();

describe('pod scripts, in surroundings that are not as they should be', () => {
  let pods: Pods;
  before(async () => {
    pods = await Pods.make(runtime);
  });
  after(() => pods.remove());

  it('say which programs an image lacks, and end', async () => {
    const [data] = pods.data;
    data?.start({ PATH: await programs((name) => !name.endsWith('-cli')) });
    expect(await data?.ended()).not.to.equal(0);
    expect(data?.log).to.contain('The image has none of these programs: valkey-cli redis-cli.');
  });

  it('end at once when a Sentinel is stopped that waits for its first word', async () => {
    const second = pods.sentinels[1];
    second?.start();
    await second?.untilLog('Knows of no primary: waits for another Sentinel');
    expect((await second?.call('live'))?.code).to.equal(0);
    expect(await second?.terminate()).to.equal(0);
  });

  it('wait for a port that something else has, and say so', async () => {
    const [data] = pods.data;
    if (!data) throw new Error('No pod.');
    const other = createServer().listen(pods.dataPort, data.host);
    pods.start();
    await data.untilLog(`Cannot listen on port ${pods.dataPort}: ERR`);
    other.close();
    await pods.ready();
  });

  it('make do with a sleep that takes whole seconds only', async () => {
    const [data] = pods.data;
    const PATH = await programs((name) => name !== 'sleep');
    const whole = '#!/bin/sh\ncase $1 in *.*) exit 1 ;; esac\nexec /bin/sleep "$1"\n';
    await writeFile(path.join(PATH, 'sleep'), whole, { mode: 0o755 });
    expect(await data?.call('ready', { env: { PATH } })).to.deep.include({ code: 0 });
  });

  it('use the built-in priority where the configuration names none', async () => {
    const replica = await aReplica();
    const file = path.join(pods.root, 'config/redis.conf');
    const config = await readFile(file, 'utf8');
    await writeFile(file, config.replace('replica-priority 100\n', ''));
    await replica.terminate();
    replica.start();
    await replica.until('ready');
    await until(async () => {
      const answer = await pods.order(replica, 'CONFIG', 'GET', 'replica-priority');
      return Array.isArray(answer) && answer[1] === '100';
    }, 'it can be promoted');
    await writeFile(file, config);
  });

  it('end a server that refuses to while it writes its first append-only file', async () => {
    const primary = await pods.primary();
    const replica = await aReplica();
    await pods
      .client(primary)
      .mset(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`key-${i}`, ''])));
    // Microseconds a key. On its own for a moment it must copy everything anew, and writes the file after it.
    await pods.order(replica, 'CONFIG', 'SET', 'rdb-key-save-delay', '20000');
    await pods.order(replica, 'REPLICAOF', 'NO', 'ONE');
    await pods.order(replica, 'SET', 'own', '1');
    await pods.order(replica, 'REPLICAOF', primary.host, `${pods.dataPort}`);
    await until(
      async () => /aof_rewrite_in_progress:1/.test(String(await pods.order(replica, 'INFO'))),
      'it writes',
    );
    expect(await replica.terminate()).to.equal(0);
    expect(replica.log).to.match(/can't exit/i);
    replica.start();
    await pods.ready();
  });

  it('call a server and a Sentinel dead that do not answer', async () => {
    for (const pod of [await aReplica(), pods.sentinels[0]]) {
      const server = (await pod?.server()) ?? 0;
      process.kill(server, 'SIGSTOP');
      const live = await pod?.call('live');
      process.kill(server, 'SIGCONT');
      expect(live).to.deep.include({ code: 1 });
      expect(live?.text).to.contain('does not answer on its socket');
    }
    await pods.ready();
  });

  it('call a server dead whose client fails', async () => {
    const replica = await aReplica();
    const PATH = await programs((name) => !name.endsWith('-cli'));
    await writeFile(path.join(PATH, 'redis-cli'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    expect(await replica.call('live', { env: { PATH } })).to.deep.include({ code: 1 });
    expect(await replica.call('live')).to.deep.include({ code: 0 });
  });

  it('end as their Sentinel ends, whether somebody asked for it or not', async () => {
    const sentinel = pods.sentinels[1];
    if (!sentinel) throw new Error('No Sentinel.');
    process.kill(await sentinel.server(), 'SIGKILL');
    expect(await sentinel.ended()).to.equal(137);
    sentinel.start();
    await sentinel.until('ready');

    const server = await sentinel.server();
    process.kill(server, 'SIGSTOP');
    const ended = sentinel.terminate();
    // It has passed the signal on, which nobody hears.
    await until(async () => isPending(server, 'SIGTERM'), 'the Sentinel is asked to end');
    process.kill(server, 'SIGKILL');
    expect(await ended).to.equal(137);
    sentinel.start();
    await pods.ready();
  });

  it('say that a Sentinel does not take its periods, and go on trying', async () => {
    const sentinel = pods.sentinels[2];
    if (!sentinel) throw new Error('No Sentinel.');
    const file = path.join(pods.root, 'secrets/sentinel-users.acl');
    const rules = await readFile(file, 'utf8');
    await sentinel.terminate();
    await writeFile(file, rules.replace(/^(user operator .*)$/m, '$1 -sentinel|debug'));
    sentinel.start();
    await sentinel.untilLog('does not take its periods: NOPERM');
    await writeFile(file, rules);
    await sentinel.terminate();
    sentinel.start();
    await pods.ready();
  });

  async function aReplica(): Promise<Pod> {
    const [replica] = pods.replicas(await pods.primary());
    if (!replica) throw new Error('No replica.');
    return replica;
  }

  /** A PATH with some of the image's programs. */
  async function programs(which: (name: string) => boolean): Promise<string> {
    const folder = await mkdtemp(path.join(pods.root, 'image-'));
    for (const name of (await readdir(runtime.path)).filter(which))
      await symlink(path.join(runtime.path, name), path.join(folder, name));
    return folder;
  }
});

/** Whether a process has been sent a signal that it has not heard yet (proc(5), ShdPnd). */
async function isPending(pid: number, signal: 'SIGTERM'): Promise<boolean> {
  const [, mask = '0'] = /^ShdPnd:\s*(\w+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (BigInt(`0x${mask}`) & (1n << BigInt(constants.signals[signal] - 1))) !== 0n;
}
