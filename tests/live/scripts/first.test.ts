import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { writeMembers } from './files.ts';
import { Pods } from './pods.ts';
import { runtimes } from './runtimes.ts';

const [runtime] = await runtimes();

describe('pod scripts, who is primary when Sentinels are away or have forgotten', () => {
  let pods: Pods;
  beforeEach(async () => {
    pods = await Pods.make(runtime);
  });
  afterEach(() => pods.remove());

  it('wait for a quorum of Sentinels, alive and not ready, and take no write before', async () => {
    const [data] = pods.data;
    const [sentinel, second] = pods.sentinels;
    if (!data || !sentinel || !second) throw new Error('No pods.');
    await write(pods, { 'data-0': 'a' });
    data.start();
    await data.untilLog('Waits for 2 Sentinels that agree who is primary; 0 answer.');
    await until(async () => (await pods.role(data)) === 'slave', 'data-0 listens, fenced');
    sentinel.start();
    await data.untilLog('Waits for 2 Sentinels that agree who is primary; 0 answer.');
    await data.until('live');
    await sentinel.until('live');
    expect(await data.call('ready')).to.deep.equal({
      code: 1,
      text: 'redis-ha: Waits for its role; its log says why.\n',
    });
    expect(await refusal(pods, 'data-0')).to.match(/^READONLY/);

    pods.start([second, ...pods.data.slice(1)]);
    await pods.ready([sentinel, second, ...pods.data]);
    const client = pods.client(data);
    expect(await client.get('key')).to.equal('a');
    expect((await pods.primaries()).map(({ name }) => name)).to.deep.equal(['data-0']);
  });

  it('choose the only server with data when no Sentinel knows anything', async () => {
    await write(pods, { 'data-2': 'kept' });
    pods.start();
    await pods.ready();
    expect((await pods.primary()).name).to.equal('data-2');
  });

  it('choose nobody by themselves when several have data, but whom a person names', async () => {
    await write(pods, { 'data-0': 'old', 'data-1': 'new' });
    const [first] = pods.sentinels;
    if (!first) throw new Error('No Sentinel.');
    pods.start();
    await first.untilLog('several servers could be');
    expect((await pods.primaries()).length).to.equal(0);
    await writeFile(path.join(first.folder, 'disk/primary'), `${pods.data[1]?.host}\n`);
    await pods.ready();
    const primary = await pods.primary();
    expect(primary.name).to.equal('data-1');
    const values = await Promise.all(pods.data.map((pod) => pods.client(pod).get('key')));
    expect(values).to.deep.equal(['new', 'new', 'new']);
  });

  it('go on without a data pod that never comes, when the others are more and empty', async () => {
    const [first, , third] = pods.data;
    if (!first || !third) throw new Error('No pods.');
    for (const pod of [...pods.data.slice(0, 2), ...pods.sentinels]) pod.start({ HA_FIRST_CHOICE_S: '4' });
    await pods.ready([...pods.data.slice(0, 2), ...pods.sentinels]);
    expect(await pods.primary()).to.equal(first);
  });

  it('learn from the others or from the running primary when Sentinels lose their files', async () => {
    pods.start();
    await pods.ready();
    const old = await pods.primary();
    await old.delete();
    const primary = await pods.primary();
    expect(primary).not.to.equal(old);
    old.start();
    await old.until('ready');

    const [one] = pods.sentinels;
    if (!one) throw new Error('No Sentinel.');
    await restartEmpty(pods, 'sentinel-0');
    await pods.ready();
    expect(await pods.named(one)).to.equal(primary.host);

    await restartEmpty(pods, 'sentinel-0', 'sentinel-1', 'sentinel-2');
    await pods.ready();
    expect(one.log).to.match(/Chooses \S+: it is primary already/);
    expect(await pods.primary()).to.equal(primary);
  });

  it('wait for the Sentinel that alone knows of the last failover, when everybody was stopped at once', async () => {
    pods.start();
    await pods.ready();
    const old = await pods.primary();
    const [first, second, knowing] = pods.sentinels;
    if (!first || !second || !knowing) throw new Error('No Sentinels.');
    await Promise.all([first.kill(), second.kill()]);
    // Ten seconds after a start a Sentinel may still believe that nobody can be promoted.
    await until(
      async () => (await pods.order(knowing, 'SENTINEL', 'FAILOVER', 'main')) === 'OK',
      'it begins a failover',
    );
    await until(async () => ![undefined, old.host].includes(await pods.named(knowing)), 'another is named');
    const host = await pods.named(knowing);
    const promoted = pods.data.find((pod) => pod.host === host);
    if (!promoted) throw new Error('Nobody was promoted.');
    await until(
      async () => (await pods.order(promoted, 'SET', 'key', 'late').catch(() => '')) === 'OK',
      'it takes a write',
    );
    await Promise.all([...pods.data, knowing].map((pod) => pod.delete()));
    pods.start([...pods.data, first, second]);
    await Promise.all(pods.data.map((pod) => pod.untilLog('one of them may know of a later failover')));
    expect(await pods.primaries()).to.deep.equal([]);
    knowing.start();
    await pods.ready();
    expect(await pods.primary()).to.equal(promoted);
    expect(await pods.client(promoted).get('key')).to.equal('late');
  });

  it('ask for a failover while a replica has more, and in the end go on with what there is', async () => {
    const file = path.join(pods.root, 'config/redis.conf');
    const config = await readFile(file, 'utf8');
    // Nobody may be promoted, so the Sentinels cannot help.
    await writeFile(file, config.replace('replica-priority 100', 'replica-priority 0'));
    pods.start();
    await pods.ready();
    const old = await pods.primary();
    const [replica] = pods.replicas(old);
    await pods.client(old).set('key', 'a');
    await replica?.until('ready');
    process.kill(await old.server(), 'SIGKILL');
    await old.ended();
    old.start();
    await old.untilLog('has all that was acknowledged before this start: waits until');
    await old.untilLog('for a failover: NOGOODSLAVE');
    await pods.ready();
    expect(await pods.primary()).to.equal(old);
    expect(await pods.client(old).get('key')).to.equal('a');
  });

  it('forget a replica that is no member any more, one Sentinel after the other', async () => {
    pods.start();
    await pods.ready();
    const [gone] = pods.replicas(await pods.primary());
    await gone?.kill();
    const hosts = (list: { host: string }[]) => list.map(({ host }) => host);
    await writeMembers(pods.root, hosts(pods.data.filter((pod) => pod !== gone)), hosts(pods.sentinels));
    for (const sentinel of pods.sentinels) {
      await sentinel.untilLog('Begins anew with the files that have changed.');
      await sentinel.until('ready');
      const client = pods.client(sentinel);
      await until(async () => {
        const replicas = await client.call('SENTINEL', 'REPLICAS', 'main').catch(() => []);
        return Array.isArray(replicas) && replicas.length === 1;
      }, `${sentinel.name} knows one replica`);
    }
  });
});

/** Puts a key on the disks of pods, each alone, as if no Sentinel had ever been. */
async function write(pods: Pods, values: Record<string, string>): Promise<void> {
  const chosen = pods.data.filter(({ name }) => values[name] !== undefined);
  for (const pod of chosen) {
    pod.start();
    const client = pods.client(pod);
    await until(async () => (await pods.role(pod)) === 'slave', `${pod.name} listens`);
    await client.replicaof('NO', 'ONE');
    await client.set('key', values[pod.name] ?? '');
    client.disconnect();
    await pod.terminate();
  }
}

async function refusal(pods: Pods, name: string): Promise<string> {
  const pod = pods.data.find((one) => one.name === name);
  if (!pod) throw new Error(`No ${name}.`);
  const client = pods.client(pod);
  const answer = await client.set('key', 'b').catch((error: Error) => error.message);
  client.disconnect();
  return answer;
}

async function restartEmpty(pods: Pods, ...names: string[]): Promise<void> {
  const chosen = pods.sentinels.filter(({ name }) => names.includes(name));
  await Promise.all(chosen.map((pod) => pod.kill()));
  for (const pod of chosen) await rm(path.join(pod.folder, 'disk/sentinel.conf'));
  pods.start(chosen);
}
