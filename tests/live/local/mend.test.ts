import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { withLink } from '../../../providers/local/redis/link.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { sentinelClient, Writer } from '../../local/writer.ts';

describe('local: what breaks is mended by the next up', () => {
  let instance: LocalInstance;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    await instance.up();
  });
  afterEach(() => instance.remove());

  for (const name of ['server-1', 'server-3', 'sentinel-2']) {
    for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
      it(`${name} after ${signal}: status and preview name it, up touches nothing else`, async () => {
        const before = await instance.pids();
        process.kill(before[name] ?? 0, signal);
        await until(async () => !(await instance.status()).healthy, 'status sees it');
        const { problems } = await instance.status();
        expect(problems.join('\n')).to.match(new RegExp(`${name} .*(does not run|frozen)`));
        expect(await instance.preview()).to.deep.equal({ [name]: ['process'] });

        expect(await instance.up()).to.deep.equal([name]);

        const after = await instance.pids();
        expect({ ...after, [name]: 0 }).to.deep.equal({ ...before, [name]: 0 });
        expect(after[name]).not.to.equal(before[name]);
        expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
        expect(await instance.preview()).to.deep.equal({});
      });
    }
  }

  it('a killed primary comes back as a replica and no acknowledged write is lost', async () => {
    const writer = await Writer.start(instance);
    const old = await instance.primary();
    process.kill(await instance.pid(old), 'SIGKILL');
    await writer.progress(50);
    await instance.up();
    await writer.progress(50);
    expect(await writer.lost()).to.equal(0);
    expect(await instance.primary()).not.to.equal(old);
    expect((await instance.status()).healthy).to.equal(true);
  });

  it('a hand-over that was killed in the middle leaves a server that obeys nobody: up sees it and ends that', async () => {
    const before = await instance.pids();
    const target = await instance.target('server-2');
    await withLink(target, 1000, (link) => link.call('ACL', 'SETUSER', 'default', '-replicaof', '-slaveof'));
    expect(await instance.preview()).to.deep.equal({ 'server-2': ['access'] });
    expect((await instance.status()).problems.join()).to.match(/^server-2 could not take over/);

    expect(await instance.up()).to.deep.equal(['server-2']);

    expect(await instance.preview()).to.deep.equal({});
    expect(await instance.pids()).to.deep.equal(before);
  });

  it('everything killed at once, as when the machine restarts: the data are there, the last primary is first', async () => {
    const old = await instance.primary();
    process.kill(await instance.pid(old), 'SIGKILL');
    await until(async () => !['nobody', old].includes(await instance.primary()), 'another is primary');
    await instance.up();
    const last = await instance.primary();
    const redis = await sentinelClient(instance);
    await redis.set('kept', 'yes');
    redis.disconnect();
    for (const pid of Object.values(await instance.pids())) process.kill(pid, 'SIGKILL');
    instance.crash();

    await instance.up();

    expect(await instance.primary()).to.equal(last);
    const again = await sentinelClient(instance);
    expect(await again.get('kept')).to.equal('yes');
    again.disconnect();
  });
});
