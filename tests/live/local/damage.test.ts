import { existsSync } from 'node:fs';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { issue, makeAuthority } from '../../../providers/local/certificates.ts';
import { letCertificateAge, serialOf } from '../../local/certificates.ts';
import { LocalInstance } from '../../local/instance.ts';
import { openToOthers } from '../../local/modes.ts';
import { processesBelow } from '../../local/processes.ts';
import { until } from '../../local/until.ts';
import { sentinelClient, Writer } from '../../local/writer.ts';

describe('local: files that are lost or damaged are written anew', () => {
  let instance: LocalInstance;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    await instance.up();
  });
  afterEach(() => instance.remove());

  const file = (name: string) => path.join(instance.folder, name);

  async function expectMended(): Promise<void> {
    expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
    expect(await instance.preview()).to.deep.equal({});
  }

  it('a key or certificate, of a server without a restart, of a Sentinel with one', async () => {
    const before = await instance.pids();
    const stranger = await issue(await makeAuthority('stranger'), 'server-2');
    await rm(file('server-1/tls.crt'));
    await writeFile(file('server-2/tls.key'), stranger.key);
    await writeFile(file('server-3/tls.crt'), 'nonsense');
    await rm(file('sentinel-2/tls.key'));

    const damaged = ['server-1', 'server-2', 'server-3', 'sentinel-2'];
    const differences = Object.fromEntries(damaged.map((name) => [name, ['certificate']]));
    expect(await instance.preview()).to.deep.equal(differences);
    expect(await instance.up()).to.have.members(damaged);
    const after = await instance.pids();
    expect({ ...after, 'sentinel-2': 0 }).to.deep.equal({ ...before, 'sentinel-2': 0 });
    await expectMended();
  });

  it('the key of a server or Sentinel that was killed: it starts all the same', async () => {
    for (const name of ['server-3', 'sentinel-1']) {
      await rm(file(`${name}/tls.key`));
      process.kill(await instance.pid(name), 'SIGKILL');
    }
    await until(async () => Object.keys(await instance.preview()).length === 2, 'both are gone');
    expect(await instance.up()).to.have.members(['server-3', 'sentinel-1']);
    await expectMended();
  });

  it('a configuration file, without a restart', async () => {
    const before = await instance.pids();
    await rm(file('server-1/redis.conf'));
    await writeFile(file('server-2/redis.conf'), '');
    await rm(file('sentinel-3/sentinel.conf'));
    const found = await instance.preview();
    expect(Object.keys(found)).to.have.members(['server-1', 'server-2', 'sentinel-3']);
    for (const differences of Object.values(found)) expect(differences).to.include('config');
    await instance.up();
    expect(await instance.pids()).to.deep.equal(before);
    expect(await readFile(file('server-1/redis.conf'), 'utf8')).to.contain('requirepass');
    await expectMended();
  });

  it("the authority's certificate: it is put back, for the key is there", async () => {
    const before = await instance.pids();
    const ca = await readFile(file('authority/ca.crt'), 'utf8');
    for (const damage of [
      () => rm(file('authority/ca.crt')),
      () => writeFile(file('authority/ca.crt'), 'x'),
    ]) {
      await damage();
      expect(await instance.preview()).to.deep.equal({ authority: ['certificate'] });
      expect((await instance.status()).problems).to.deep.equal([]);
      expect(await instance.up()).to.deep.equal(['authority']);
      expect(await readFile(file('authority/ca.crt'), 'utf8')).to.equal(ca);
      expect(await instance.pids()).to.deep.equal(before);
      await expectMended();
    }
  });

  for (const lost of ['authority/ca.key', 'authority']) {
    it(`${lost}: a new authority and new certificates for all, while writes go on`, async () => {
      const before = await instance.pids();
      const served = await serialOf(await instance.target('sentinel-1'));
      const ca = await readFile(file('authority/ca.crt'), 'utf8');
      // Its links outlive the change: only new ones must know the new authority.
      const writer = await Writer.start(instance);
      await rm(file(lost), { recursive: true });
      expect(await instance.preview()).to.deep.include({ authority: ['certificate'] });
      await instance.up();
      const after = await instance.pids();
      for (const name of ['server-1', 'server-2', 'server-3']) expect(after[name]).to.equal(before[name]);
      const now = await readFile(file('authority/ca.crt'), 'utf8');
      expect(now).not.to.contain(ca);
      expect(now.match(/BEGIN/g)).to.have.length(1);
      expect(await serialOf(await instance.target('sentinel-1'))).not.to.equal(served);
      await writer.progress(50);
      expect(await writer.lost()).to.equal(0);
      await expectMended();
    });
  }

  it('a change of authority cut off between two servers is finished by the next up', async () => {
    const before = await instance.pids();
    await rm(file('authority/ca.key'));
    await instance.upUntil(3);
    expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
    await instance.up();
    const after = await instance.pids();
    for (const name of ['server-1', 'server-2', 'server-3']) expect(after[name]).to.equal(before[name]);
    expect((await readFile(file('authority/ca.crt'), 'utf8')).match(/BEGIN/g)).to.have.length(1);
    await expectMended();
  });

  it("a Sentinel's certificate near its end: it restarts with a new one, and nobody else does", async () => {
    await letCertificateAge(instance, 'sentinel-2');
    const served = await serialOf(await instance.target('sentinel-2'));
    const before = await instance.pids();
    expect(await instance.preview()).to.deep.equal({ 'sentinel-2': ['certificate'] });
    expect(await instance.up()).to.deep.equal(['sentinel-2']);
    const after = await instance.pids();
    expect(after['sentinel-2']).not.to.equal(before['sentinel-2']);
    expect({ ...after, 'sentinel-2': 0 }).to.deep.equal({ ...before, 'sentinel-2': 0 });
    expect(await serialOf(await instance.target('sentinel-2'))).not.to.equal(served);
    await expectMended();
  });

  it('modes loosened by hand are put back', async () => {
    const before = await instance.pids();
    for (const name of ['group.json', 'server-1/tls.key', 'server-2/redis.conf'])
      await chmod(file(name), 0o644);
    await chmod(file('sentinel-1'), 0o755);
    expect(await instance.preview()).to.deep.equal({ group: ['permissions'] });
    await instance.up();
    expect(await openToOthers(instance.folder)).to.deep.equal([]);
    expect(await instance.pids()).to.deep.equal(before);
    await expectMended();
  });

  it('group.json while all runs: status says so and no more, up writes it with the same passwords', async () => {
    const before = await instance.pids();
    const { password } = await instance.target('server-1');
    const redis = await sentinelClient(instance);
    await redis.set('kept', 'yes');
    await rm(file('group.json'));

    const { healthy, problems, nodes } = await instance.status();
    expect(healthy).to.equal(false);
    expect(problems.join('\n')).to.match(/^group\.json .* is gone.*data.*passwords/);
    expect(nodes.filter((node) => node.up)).to.have.length(3);

    await instance.up();
    expect((await instance.target('server-1')).password).to.equal(password);
    expect(await instance.pids()).to.deep.equal(before);
    expect(await redis.get('kept')).to.equal('yes');
    redis.disconnect();
    await expectMended();
  });

  it('group.json while nothing runs: the last primary is primary again, with its data', async () => {
    process.kill(await instance.pid('server-1'), 'SIGKILL');
    await until(async () => /server-[23]/.test(await instance.primary()), 'another is primary');
    await instance.up();
    const primary = await instance.primary();
    const redis = await sentinelClient(instance);
    await redis.set('kept', 'yes');
    redis.disconnect();
    for (const pid of Object.values(await instance.pids())) process.kill(pid, 'SIGKILL');
    await rm(file('group.json'));
    await instance.up();
    expect(await instance.primary()).to.equal(primary);
    const again = await sentinelClient(instance);
    expect(await again.get('kept')).to.equal('yes');
    again.disconnect();
  });

  it('group.json before a destroy: no process is left behind, the data are', async () => {
    await rm(file('group.json'));
    await instance.destroy();
    expect(await processesBelow(instance.root)).to.deep.equal([]);
    expect(existsSync(file('server-1/appendonlydir'))).to.equal(true);
  });
});
