import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { withLink } from '../../../providers/local/redis/link.ts';
import { parsePairs } from '../../../providers/local/redis/reply.ts';
import { freePorts, LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { Writer } from '../../local/writer.ts';

describe('local: an edit changes just what it touches', () => {
  let instance: LocalInstance;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    await instance.up();
  });
  afterEach(() => instance.remove());

  async function setting(name: string): Promise<string | undefined> {
    const answer = await withLink(await instance.target('server-2'), 10_000, (link) =>
      link.call('CONFIG', 'GET', name),
    );
    return parsePairs(answer)[name];
  }

  it('purpose, memory and profile reach the running processes, and a restart keeps them', async () => {
    const before = await instance.pids();
    const touched = await instance.up({ purpose: 'cache', memoryGb: 0.5, failover: { profile: 'calm' } });
    expect(touched).to.have.members(Object.keys(before));
    expect(await instance.pids()).to.deep.equal(before);
    expect(await setting('maxmemory-policy')).to.equal('allkeys-lru');
    expect(await setting('maxmemory')).to.equal(String(2 ** 29));
    expect(await setting('min-replicas-to-write')).to.equal('1');

    process.kill(await instance.pid('server-2'), 'SIGKILL');
    await instance.up();
    expect(await setting('maxmemory-policy')).to.equal('allkeys-lru');
    expect(await instance.preview()).to.deep.equal({});
  });

  it('a setting changed by hand shows in the preview and is put back', async () => {
    await withLink(await instance.target('server-3'), 10_000, (link) =>
      link.call('CONFIG', 'SET', 'maxmemory', '99mb'),
    );
    expect(await instance.preview()).to.deep.equal({ 'server-3': ['settings'] });
    expect(await instance.up()).to.deep.equal(['server-3']);
    expect(await instance.preview()).to.deep.equal({});
  });

  for (const parallel of [true, false]) {
    const how = parallel ? 'all at once' : 'one at a time';
    it(`new ports, resources updated ${how}: everybody restarts, no acknowledged write is lost`, async () => {
      const basePort = await freePorts(10);
      const before = await instance.pids();
      const writer = await Writer.start(instance);
      await instance.up({ basePort }, { parallel });
      await writer.progress(50);
      expect(await writer.lost()).to.equal(0);
      const after = await instance.pids();
      for (const name of ['server-1', 'server-2', 'server-3']) expect(after[name]).not.to.equal(before[name]);
      const { healthy, nodes, problems } = await instance.status();
      expect(problems).to.deep.equal([]);
      expect(healthy).to.equal(true);
      expect(nodes.map((node) => node.port)).to.have.members([basePort, basePort + 1, basePort + 2]);
      expect(await instance.preview()).to.deep.equal({});
    });
  }

  it('another folder: it is moved under the running servers, which then restart without losing a write', async () => {
    const writer = await Writer.start(instance);
    await instance.up({ directory: 'elsewhere/test' });
    await writer.progress(50);
    expect(await writer.lost()).to.equal(0);
    expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
    expect(await instance.preview()).to.deep.equal({});
  });

  it('TLS off and on again: every link changes, the data stay', async () => {
    await withLink(await instance.target('server-1'), 10_000, (link) => link.call('SET', 'kept', 'yes'));
    for (const tls of [false, true]) {
      await instance.up({ tls });
      expect(await instance.status()).to.deep.include({ healthy: true, tls, problems: [] });
      const primary = await instance.primary();
      expect(
        await withLink(await instance.target(primary), 10_000, (link) => link.call('GET', 'kept')),
      ).to.equal('yes');
    }
  });

  it('more and fewer replicas: the Sentinels learn and forget', async () => {
    for (const replicas of [3, 1, 2]) {
      await instance.up({ replicas, failover: { profile: 'calm' } });
      const { nodes, ...status } = await instance.status();
      expect(status).to.deep.include({ healthy: true, problems: [] });
      expect(nodes).to.have.length(replicas + 1);
      expect(await setting('min-replicas-to-write')).to.equal(replicas > 1 ? '1' : '0');
    }
  });

  it('a primary that goes because fewer are wanted hands over first', async () => {
    while ((await instance.primary()) !== 'server-3') {
      const old = await instance.primary();
      process.kill(await instance.pid(old), 'SIGKILL');
      await until(async () => !['nobody', old].includes(await instance.primary()), 'another is primary');
      await instance.up();
    }
    const writer = await Writer.start(instance);
    await instance.up({ replicas: 1 });
    await writer.progress(50);
    expect(await writer.lost()).to.equal(0);
    expect(await instance.primary()).to.match(/server-[12]/);
  });

  it('without replicas the one server restarts and keeps its data', async () => {
    await instance.up({ replicas: 0 });
    await withLink(await instance.target('server-1'), 10_000, (link) => link.call('SET', 'kept', 'yes'));
    await instance.up({ basePort: await freePorts(10) });
    expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
    const kept = await withLink(await instance.target('server-1'), 10_000, (link) =>
      link.call('GET', 'kept'),
    );
    expect(kept).to.equal('yes');
  });
});
