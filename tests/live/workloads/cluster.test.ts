import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { withLink } from '../../../providers/local/redis/link.ts';
import { clusterConnection } from '../../local/clusterWriter.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { cached, chatted, limited, queued, type Running, remembered } from './running.ts';

/** For a server on a machine that is busy. */
const patientMs = 10_000;
const limitMs = 60_000;

/**
 * All workloads at once on one cluster over TLS, through one fault after the other. Their keys lie on different shards, so each
 * fault strikes every shard in turn.
 */
describe('workloads in a cluster', () => {
  let instance: LocalInstance;
  let all: Running[];

  before(async () => {
    instance = await LocalInstance.make({
      topology: 'cluster',
      shards: 3,
      replicas: 1,
      failover: { profile: 'balanced' },
    });
    await instance.up();
    const connection = await clusterConnection(instance);
    all = await Promise.all([cached, remembered, limited, queued, chatted].map((run) => run(connection)));
    await goOn();
  });
  after(async () => {
    await Promise.all(all.map((one) => one.end()));
    await instance.remove();
  });

  /** Every workload does what it is for, after whatever happened. */
  async function goOn(): Promise<void> {
    const goals = all.map((one) => one.done() + one.steps);
    const behind = () => all.filter((one, i) => one.done() < (goals[i] ?? 0)).map(({ name }) => name);
    await until(
      async () => behind().length === 0,
      `these go on: ${all.map(({ name }) => name).join()}`,
      limitMs,
    );
    for (const one of all) expect(one.wrong(), one.name).to.deep.equal([]);
  }

  const ask = async (name: string, ...words: [string, ...string[]]) =>
    withLink(await instance.target(name), patientMs, (link) => link.call(...words));
  const leads = async (name: string) => {
    const role = await ask(name, 'ROLE').catch(() => undefined);
    return Array.isArray(role) && role[0] === 'master';
  };

  /** Who leads a shard that is whole, and its replica, which is in sync: one that is not would not take over. */
  async function pairOf(shard: number): Promise<{ primary: string; replica: string }> {
    await instance.up();
    const [one, other] = [`server-${shard}-1`, `server-${shard}-2`];
    return (await leads(one)) ? { primary: one, replica: other } : { primary: other, replica: one };
  }

  it('go on after kill -9 of each primary', async () => {
    for (const shard of [1, 2, 3]) {
      const { primary, replica } = await pairOf(shard);
      process.kill(await instance.pid(primary), 'SIGKILL');
      await until(() => leads(replica), 'the replica leads', limitMs);
      await goOn();
    }
  });

  it('go on after each primary has handed over', async () => {
    for (const shard of [1, 2, 3]) {
      const { replica } = await pairOf(shard);
      await ask(replica, 'CLUSTER', 'FAILOVER');
      await until(() => leads(replica), 'the replica leads', limitMs);
      await goOn();
    }
  });

  it('go on while each primary is frozen, and after it woke', async () => {
    for (const shard of [1, 2, 3]) {
      const { primary, replica } = await pairOf(shard);
      const pid = await instance.pid(primary);
      process.kill(pid, 'SIGSTOP');
      await until(() => leads(replica), 'the replica leads', limitMs);
      await goOn();
      process.kill(pid, 'SIGCONT');
      await goOn();
    }
  });

  it('have lost nothing in the end', async () => {
    for (const one of all) expect(await one.lost(), one.name).to.deep.equal([]);
  });
});
