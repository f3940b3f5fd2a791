// The snapshot scripts as they run in a pod, against real servers.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { issue, makeAuthority } from '../../../providers/credentials/certificates.ts';
import { accessFiles, users } from '../../../providers/kubernetes/access.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';

const scripts = path.join(import.meta.dirname, '../../../providers/kubernetes/snapshots');
const passwords = Object.fromEntries(users.map((user) => [user, `password-of-${user}`]));

describe('snapshot scripts', () => {
  let folder: string;
  let snapshots: string;
  let port: number;
  let server: ChildProcess;
  let client: Redis;

  async function run(script: string, env: Record<string, string> = {}) {
    return await execa('sh', [path.join(scripts, script)], {
      reject: false,
      env: {
        HA_NAME: 'main',
        HA_TLS: 'yes',
        HA_DATA_PORT: String(port),
        HA_ROOT: folder,
        HA_RUN_DIR: folder,
        HA_SNAPSHOTS: snapshots,
        HA_KEEP_DAYS: '7',
        ...env,
      },
    });
  }

  async function taken(): Promise<string[]> {
    return (await readdir(snapshots)).filter((name) => !name.startsWith('.')).sort();
  }

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'redis-ha-snapshots-'));
    snapshots = path.join(folder, 'snapshots');
    await Promise.all(
      ['snapshots', 'secrets', 'members', 'tls'].map((name) => mkdir(path.join(folder, name))),
    );
    for (const [file, text] of Object.entries(accessFiles({ '1': passwords }, 1)))
      await writeFile(path.join(folder, 'secrets', file), text);
    await writeFile(path.join(folder, 'members', 'data'), 'localhost\n');
    const authority = await makeAuthority('main');
    const pair = await issue(authority, { name: 'main', dns: ['localhost'], ip: [] }, 1);
    const files = { 'ca.crt': authority.certificate, 'tls.crt': pair.certificate, 'tls.key': pair.key };
    const tls = (file: string) => path.join(folder, 'tls', file);
    for (const [file, text] of Object.entries(files)) await writeFile(tls(file), text);
    port = await freePorts(1);
    const acl = path.join(folder, 'secrets/users.acl');
    const listen = [
      '--port',
      '0',
      '--tls-port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--tls-auth-clients',
      'no',
    ];
    const keys = [
      '--tls-cert-file',
      tls('tls.crt'),
      '--tls-key-file',
      tls('tls.key'),
      '--tls-ca-cert-file',
      tls('ca.crt'),
    ];
    const flags = [
      ...listen,
      ...keys,
      '--dir',
      folder,
      '--save',
      '',
      '--aclfile',
      acl,
      '--repl-diskless-sync-delay',
      '0',
    ];
    server = spawn('redis-server', flags, { stdio: 'ignore' });
    client = new Redis({
      host: 'localhost',
      port,
      username: 'application',
      password: passwords.application ?? '',
      tls: { ca: authority.certificate },
    });
    client.on('error', () => {});
    await until(() => client.status === 'ready', 'the server answers');
  });

  afterEach(async () => {
    client.disconnect();
    server.kill('SIGKILL');
    await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  });

  it('take one, keep it under its time, and let no password be seen', async () => {
    await client.set('a', '1');
    const { exitCode, stdout, stderr } = await run('take.sh');
    expect(exitCode, stderr).to.equal(0);
    const [name] = await taken();
    expect(name).to.match(/^main-\d{8}T\d{6}Z\.rdb$/);
    expect(stdout).to.contain(name);
    expect(`${stdout}${stderr}`).not.to.contain('password-of');
  });

  it('remove what is older than it shall be kept, of this instance alone, and only after a new one is there', async () => {
    const old = new Date(Date.now() - 8 * 86_400_000);
    for (const name of ['main-20200101T000000Z.rdb', 'other-20200101T000000Z.rdb']) {
      await writeFile(path.join(snapshots, name), '');
      await utimes(path.join(snapshots, name), old, old);
    }
    await writeFile(path.join(folder, 'members', 'data'), 'nobody.invalid\n');
    const failed = await run('take.sh');
    expect(failed.exitCode).to.equal(1);
    expect(failed.stdout).to.contain('none is primary');
    expect(await taken()).to.have.length(2);

    await writeFile(path.join(folder, 'members', 'data'), 'localhost\n');
    await run('take.sh');
    const left = await taken();
    expect(left).to.have.length(2);
    expect(left).to.include('other-20200101T000000Z.rdb').and.not.to.include('main-20200101T000000Z.rdb');
  });

  it('bring back every key, whatever bytes are in it, its kind and its end', async () => {
    const odd = Buffer.from([0, 10, 13, 32, 34, 39, 255]);
    await client.set(odd, odd);
    await client.hset('hash', 'field', 'value');
    await client.set('brief', '1', 'EX', 1000);
    const many = client.pipeline();
    for (let i = 0; i < 1000; i += 1) many.set(`key:${i}`, String(i));
    await many.exec();
    await run('take.sh');
    const [name = ''] = await taken();
    await client.flushall();

    const { exitCode, stdout } = await run('restore.sh', { HA_SNAPSHOT: name });
    expect(exitCode, stdout).to.equal(0);
    expect(stdout).to.contain('1003 keys');
    expect(await client.dbsize()).to.equal(1003);
    expect(await client.getBuffer(odd)).to.deep.equal(odd);
    expect(await client.hgetall('hash')).to.deep.equal({ field: 'value' });
    expect(await client.ttl('brief')).to.be.within(900, 1000);
    expect(await readdir(snapshots)).to.deep.equal([name]);
  });

  it('restore nothing over data, and say which snapshots there are', async () => {
    await client.set('a', 'old');
    await run('take.sh');
    const [name = ''] = await taken();
    await client.set('a', 'new');
    const refused = await run('restore.sh', { HA_SNAPSHOT: name });
    expect(refused.exitCode).to.equal(1);
    expect(refused.stdout).to.contain('holds data');
    expect(await client.get('a')).to.equal('new');
    const missing = await run('restore.sh', { HA_SNAPSHOT: 'main-1.rdb' });
    expect(missing.stdout).to.contain('There is no main-1.rdb').and.to.contain(name);
  });

  it('bring what the shards of a cluster had into one primary', async () => {
    for (const part of [1, 2]) {
      await client.flushall();
      await client.set(`key of ${part}`, String(part));
      await run('take.sh');
      const name = (await taken()).find((file) => !file.includes('-shard-')) ?? '';
      await rename(path.join(snapshots, name), path.join(snapshots, `main-1-shard-${part}-of-2.rdb`));
    }
    await client.flushall();
    const { exitCode, stdout } = await run('restore.sh', { HA_SNAPSHOT: 'main-1' });
    expect(exitCode, stdout).to.equal(0);
    expect(stdout).to.contain('2 keys restored');
    expect(await client.mget('key of 1', 'key of 2')).to.deep.equal(['1', '2']);
  });
});
