import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { issue, makeAuthority } from '../../../providers/local/certificates.ts';
import { until } from '../../local/until.ts';
import { passwords, writeCertificate } from './files.ts';
import { Pods } from './pods.ts';
import { runtimes } from './runtimes.ts';

const [runtime] = await runtimes();

describe('pod scripts, probes and mounted files', () => {
  let pods: Pods;
  before(async () => {
    pods = await Pods.make(runtime, { tls: true });
    pods.start();
    await pods.ready();
  });
  after(() => pods.remove());

  it('do not restart a server that is busy with a script, and do not call it ready', async () => {
    const [replica] = pods.replicas(await pods.primary());
    if (!replica) throw new Error('No replica.');
    await pods.order(replica, 'CONFIG', 'SET', 'busy-reply-threshold', '10');
    const script = pods.order(replica, 'EVAL', 'while true do end', '0').catch(() => undefined);
    await until(async () => (await replica.call('ready')).text.includes('BUSY'), 'the script runs');
    expect((await replica.call('live')).code).to.equal(0);
    await until(async () => {
      await pods.order(replica, 'SCRIPT', 'KILL').catch(() => undefined);
      return (await replica.call('ready')).code === 0;
    }, 'the script is ended');
    await script;
  });

  it('do not restart a server that loads its data, and do not call it ready', async () => {
    const primary = await pods.primary();
    const [replica] = pods.replicas(primary);
    if (!replica) throw new Error('No replica.');
    const client = pods.client(primary);
    await client.mset(
      Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`key-${i}`, 'x'.repeat(100)])),
    );
    await replica.until('ready');
    await replica.terminate();
    const file = path.join(pods.root, 'config/redis.conf');
    const config = await readFile(file, 'utf8');
    // Microseconds a key, and how often it answers meanwhile.
    await writeFile(file, `${config}key-load-delay 1000\nloading-process-events-interval-bytes 1024\n`);
    replica.start();
    await until(
      async () => (await replica.call('ready')).text.includes('LOADING'),
      'the replica loads a copy',
    );
    expect((await replica.call('live')).code).to.equal(0);
    await writeFile(file, config);
    await replica.until('ready');
  });

  it('do not restart a replica without its primary, and do not call it ready', async () => {
    const primary = await pods.primary();
    const [replica] = pods.replicas(primary);
    if (!replica) throw new Error('No replica.');
    await pods.order(replica, 'CONFIG', 'SET', 'replica-serve-stale-data', 'no');
    await pods.order(replica, 'REPLICAOF', '127.0.0.1', '0');
    const ready = await replica.call('ready');
    expect(ready.code).to.equal(1);
    expect(ready.text).to.match(/MASTERDOWN|Has no link to/);
    expect((await replica.call('live')).code).to.equal(0);
    await pods.order(replica, 'CONFIG', 'SET', 'replica-serve-stale-data', 'yes');
    await pods.order(replica, 'REPLICAOF', primary.host, `${pods.dataPort}`);
    await replica.until('ready');
  });

  it('do not restart for a wrong password, call nobody ready with it, and do not name it', async () => {
    const file = path.join(pods.root, 'secrets/operator-password');
    await writeFile(file, 'not-the-password');
    const [data] = pods.data;
    const [sentinel] = pods.sentinels;
    if (!data || !sentinel) throw new Error('No pods.');
    for (const pod of [data, sentinel]) {
      const ready = await pod.call('ready');
      expect(ready.code, pod.name).to.equal(1);
      expect(ready.text)
        .to.match(/NOAUTH|NOPERM/)
        .and.not.contain('not-the-password');
      expect((await pod.call('live')).code, pod.name).to.equal(0);
    }
    await writeFile(file, passwords.operator);
    await pods.ready();
  });

  it('end with the reason when a password is missing', async () => {
    const [data] = pods.data;
    if (!data) throw new Error('No pod.');
    await data.delete();
    const file = path.join(pods.root, 'secrets/replication-password');
    await rm(file);
    data.start();
    expect(await data.ended()).to.equal(1);
    expect(data.log).to.contain(`Cannot read ${file}.`);
    await writeFile(file, passwords.replication);
    data.start();
    await pods.ready();
  });

  it('end with the code of a server that cannot start', async () => {
    const [data] = pods.data;
    if (!data) throw new Error('No pod.');
    await data.delete();
    data.start({ HA_DATA_DIR: path.join(pods.root, 'nowhere') });
    expect(await data.ended()).to.equal(1);
    expect(data.log).to.match(/nowhere.*No such file/s);
    data.start();
    await pods.ready();
  });

  it('go on with the old certificate while the new one cannot be loaded, and say so', async () => {
    const file = path.join(pods.root, 'tls/tls.key');
    const key = await readFile(file, 'utf8');
    const { key: other } = await issue(await makeAuthority('other'), 'pods');
    await writeFile(file, other);
    await Promise.all(pods.all.map((pod) => pod.untilLog('Does not take the new certificate: ')));
    await pods.ready();
    await writeFile(file, key);
    await pods.primary();
  });

  it('serve a renewed certificate without a restart of any pod', async () => {
    const before = await Promise.all(pods.all.map((pod) => pod.call('live')));
    expect(before.every(({ code }) => code === 0)).to.equal(true);
    pods.trust(await writeCertificate(pods.root));
    await Promise.all(pods.data.map((pod) => pod.untilLog('Serves the new certificate.')));
    await Promise.all(
      pods.sentinels.map((pod) => pod.untilLog('Begins anew with the files that have changed.')),
    );
    await pods.ready();
    await pods.primary();
  });
});
