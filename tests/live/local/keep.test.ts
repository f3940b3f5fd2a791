import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { withLink } from '../../../providers/local/redis/link.ts';
import { letCertificateAge, serialOf } from '../../local/certificates.ts';
import { LocalInstance } from '../../local/instance.ts';
import { openToOthers } from '../../local/modes.ts';
import { until } from '../../local/until.ts';
import { sentinelClient } from '../../local/writer.ts';

describe('local: data, passwords and secrets', () => {
  let instance: LocalInstance;
  afterEach(() => instance.remove());

  async function start(wanted: Parameters<typeof LocalInstance.make>[0] = {}): Promise<void> {
    instance = await LocalInstance.make(wanted);
    await instance.up();
  }

  async function put(count: number): Promise<void> {
    const redis = await sentinelClient(instance);
    for (let i = 0; i < count; i += 1) await redis.set(`key:${i}`, i);
    await redis.wait(2, 1000);
    redis.disconnect();
  }

  async function keys(): Promise<number> {
    const redis = await sentinelClient(instance);
    const size = await redis.dbsize();
    redis.disconnect();
    return size;
  }

  for (const purpose of ['durable', 'cache'] as const) {
    it(`${purpose}: destroy and up again keep data, passwords and primary`, async () => {
      await start({ purpose });
      process.kill(await instance.pid('server-1'), 'SIGKILL');
      await until(async () => /server-[23]/.test(await instance.primary()), 'another is primary');
      await instance.up();
      await put(100);
      const primary = await instance.primary();
      const { password } = await instance.target('server-1');

      await instance.destroy();
      instance.crash();
      await instance.up();

      expect(await keys()).to.equal(100);
      expect(await instance.primary()).to.equal(primary);
      expect((await instance.target('server-1')).password).to.equal(password);
    });

    // The Sentinels would need a minute to notice: the primary is back before.
    it(`${purpose}: a primary killed and back at once costs no data, with or without a disk behind it`, async () => {
      await start({ purpose, failover: { profile: 'calm' } });
      await put(100);
      for (const sentinel of ['sentinel-1', 'sentinel-2', 'sentinel-3']) {
        await withLink(await instance.target(sentinel), 10_000, (link) =>
          link.call('SENTINEL', 'SET', 'test', 'down-after-milliseconds', 60_000),
        );
      }
      process.kill(await instance.pid('server-1'), 'SIGKILL');
      await until(async () => 'server-1' in (await instance.preview()), 'it is gone');
      await instance.up();
      expect(await keys()).to.equal(100);
      expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
      expect(await instance.primary()).to.match(purpose === 'durable' ? /server-1/ : /server-[23]/);
    });
  }

  it('a primary that comes back with its disk wiped does not wipe its replicas', async () => {
    await start({ failover: { profile: 'calm' } });
    await put(100);
    process.kill(await instance.pid('server-1'), 'SIGKILL');
    await rm(path.join(instance.folder, 'server-1/appendonlydir'), { recursive: true });
    await instance.up();
    expect(await keys()).to.equal(100);
    expect(await instance.primary()).to.match(/server-[23]/);
  });

  for (const mask of [0o000, 0o077]) {
    const name = mask.toString(8).padStart(3, '0');
    it(`umask ${name}: files and folders are for their owner only, and those written anew by the servers`, async () => {
      const usual = process.umask(mask);
      try {
        await start();
        await put(1);
        await withLink(await instance.target('server-1'), 10_000, (link) => link.call('CONFIG', 'REWRITE'));
        await withLink(await instance.target('server-1'), 10_000, (link) => link.call('SAVE'));
        await instance.up({ memoryGb: 0.5 });
      } finally {
        process.umask(usual);
      }
      expect(await openToOthers(path.join(instance.root, 'data'))).to.deep.equal([]);
    });
  }

  it('no password on a command line or in an environment', async () => {
    await start();
    const { password } = await instance.target('server-1');
    for (const pid of Object.values(await instance.pids())) {
      expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).not.to.contain(password);
      expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.to.contain(password);
    }
  });

  it('a certificate near its end is renewed by up, on a running server without a restart', async () => {
    await start();
    await letCertificateAge(instance, 'server-2');
    const served = await serialOf(await instance.target('server-2'));
    const pids = await instance.pids();

    expect(await instance.preview()).to.deep.equal({ 'server-2': ['certificate'] });
    expect(await instance.up()).to.deep.equal(['server-2']);

    expect(await instance.pids()).to.deep.equal(pids);
    expect(await serialOf(await instance.target('server-2'))).not.to.equal(served);
    expect(await instance.preview()).to.deep.equal({});
  });

  it('a lost folder: up makes group, authority and servers anew with the same passwords', async () => {
    await start();
    const { password } = await instance.target('server-1');
    for (const pid of Object.values(await instance.pids())) process.kill(pid, 'SIGKILL');
    await rm(instance.folder, { recursive: true });
    await instance.up();
    expect((await instance.target('server-1')).password).to.equal(password);
    expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
  });
});
