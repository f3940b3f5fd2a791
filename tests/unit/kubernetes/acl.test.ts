// The ACL files in a real server and a real Sentinel: what each user may do, and what not.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { accessFiles, users } from '../../../providers/kubernetes/access.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';

const run = promisify(execFile);
const passwords = Object.fromEntries(users.map((user) => [user, `password-of-${user}`]));

describe('ACL files of backend kubernetes', () => {
  let folder: string;
  let data: number;
  let sentinel: number;
  const processes: ChildProcess[] = [];

  async function say(port: number, user: string, ...command: string[]): Promise<string> {
    const env = { ...process.env, REDISCLI_AUTH: passwords[user] ?? '' };
    const { stdout } = await run('redis-cli', ['-p', String(port), '--user', user, ...command], { env });
    return stdout.trim();
  }

  async function start(name: string, port: number, acl: string, ...flags: string[]): Promise<void> {
    const file = path.join(folder, `${name}.conf`);
    await writeFile(
      file,
      `port ${port}\nbind 127.0.0.1\ndir ${folder}\naclfile ${path.join(folder, acl)}\nsave ""\n`,
    );
    processes.push(spawn('redis-server', [file, ...flags], { stdio: 'ignore' }));
    const answers = () =>
      say(port, 'operator', 'ping').then(
        (reply) => reply === 'PONG',
        () => false,
      );
    await until(answers, `${name} answers`);
  }

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'redis-ha-acl-'));
    for (const [file, text] of Object.entries(accessFiles({ '1': passwords }, 1)))
      await writeFile(path.join(folder, file), text);
    data = await freePorts(2);
    sentinel = data + 1;
    await start('data', data, 'users.acl');
    await start('sentinel', sentinel, 'sentinel-users.acl', '--sentinel');
  });

  after(async () => {
    for (const child of processes) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  it('let an application work with its data and ask for the role', async () => {
    expect(await say(data, 'application', 'set', 'a', '1')).to.equal('OK');
    expect(await say(data, 'application', 'eval', 'return redis.call("get", KEYS[1])', '1', 'a')).to.equal(
      '1',
    );
    expect(await say(data, 'application', 'role')).to.match(/^master/);
    expect(await say(data, 'application', 'client', 'setname', 'shop')).to.equal('OK');
  });

  it('let it neither read other passwords nor take a server out of the group', async () => {
    for (const command of [
      ['config', 'get', 'masterauth'],
      ['acl', 'list'],
      ['replicaof', 'no', 'one'],
      ['shutdown'],
      ['monitor'],
    ])
      expect(await say(data, 'application', ...command), command.join(' ')).to.match(/^NOPERM/);
  });

  it('let it ask the Sentinels, and order them nothing', async () => {
    expect(await say(sentinel, 'application', 'sentinel', 'masters')).to.equal('');
    for (const command of [
      ['failover', 'main'],
      ['reset', '*'],
      ['remove', 'main'],
      ['config', 'get', '*'],
    ])
      expect(await say(sentinel, 'application', 'sentinel', ...command), command.join(' ')).to.match(
        /^NOPERM/,
      );
  });

  it('show figures and no data to the exporter', async () => {
    for (const port of [data, sentinel]) expect(await say(port, 'metrics', 'info')).to.match(/^# Server/);
    expect(await say(data, 'metrics', 'get', 'a')).to.match(/^NOPERM/);
    expect(await say(data, 'metrics', 'config', 'get', 'masterauth')).to.match(/^NOPERM/);
  });

  it('know nobody without a name', async () => {
    const { stdout } = await run('redis-cli', ['-p', String(data), 'get', 'a']);
    expect(stdout).to.match(/^NOAUTH/);
  });
});
