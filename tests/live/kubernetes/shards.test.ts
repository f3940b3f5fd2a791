import { CoreV1Api, type KubernetesObject } from '@kubernetes/client-node';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { DrillReport } from '../../../cli/drill/types.ts';
import { openClient } from '../../../cli/drill/write/client.ts';
import { HaCluster } from '../../../client/index.ts';
import { dataPort } from '../../../providers/kubernetes/plan.ts';
import { until } from '../../local/until.ts';
import { Cluster, missing, valkeyImage } from './cluster/index.ts';
import {
  bindingName,
  done,
  Instance,
  Project,
  runNow,
  small,
  stack,
  type Trial,
  tell,
  tellDrill,
  tellTrial,
  writeDuring,
} from './instance/index.ts';
import { Applications, applicationImage, type Writing, writeHere } from './writing/index.ts';

const namespace = 'shards';
const replacedMs = 90_000;
/** Of the 16384 slots each of four shards has so many in the end. */
const evenShare = 4096;
const movedMs = 240_000;
/** How many acknowledged writes may be gone, as in drill.test.ts. */
const drills = [
  ['kill', 10],
  ['planned', 0],
] as const;
const reason = missing();

describe('kubernetes: topology cluster over TLS, with writers running', function () {
  this.timeout(600_000);
  if (reason) {
    it(reason);
    return;
  }
  let cluster: Cluster;
  let core: CoreV1Api;
  let project: Project;
  let instance: Instance;
  let applications: Applications;
  before(async () => {
    cluster = await Cluster.start();
    core = cluster.config.makeApiClient(CoreV1Api);
    project = await Project.make(namespace);
    const began = Date.now();
    const { objects, connection } = await render(3);
    instance = new Instance(cluster, 'main', namespace, connection);
    await instance.apply(objects);
    await instance.ready();
    tell(`ready ${((Date.now() - began) / 1000).toFixed(1)} s after the first apply`);
    applications = await Applications.start(cluster, await applicationImage(), {
      namespace,
      secret: bindingName,
    });
  });
  after(async () => {
    await instance?.close();
    await project?.remove();
    await cluster?.stop();
  });

  it("never has a shard's two pods on one node", async () => {
    for (const shard of [1, 2, 3]) {
      const nodes = await Promise.all([0, 1].map((i) => instance.nodeOf(`main-shard-${shard}-${i}`)));
      expect(new Set(nodes).size).to.equal(2);
    }
  });

  it('status calls it healthy, and failover hands over the shard that was asked for', async () => {
    expect(JSON.parse(await redisHa('status', '--json'))).to.include({ healthy: true, topology: 'cluster' });
    const old = await primaryOf(3);
    const { from, to } = JSON.parse(await redisHa('failover', '--yes', '--to', 'shard-3', '--json'));
    expect(from.name).to.equal(old);
    expect(await primaryOf(3))
      .to.equal(to.name)
      .and.not.equal(old);
  });

  it('a primary deleted by force', async () => {
    const old = await primaryOf(1);
    const trials = await write(() => instance.remake(old, 0), { struck: old, here: true });
    await expectNothingLost(trials);
    expect(await primaryOf(1)).not.to.equal(old);
  });

  it('a primary deleted: it hands over first', async () => {
    const old = await primaryOf(2);
    const trials = await write(() => instance.remake(old), { struck: old, here: true });
    expect(trials.map(({ lostAtTheEnd }) => lostAtTheEnd)).to.deep.equal([0, 0]);
    await expectNothingLost(trials);
    expect(await primaryOf(2)).not.to.equal(old);
  });

  for (const [fault, most] of drills)
    it(`drill --fault ${fault} from outside finds nothing lost but of the last moment`, async () => {
      const words = ['drill', '--stack', stack, '--fault', fault, '--target-ms', '60000', '--json'];
      const { kubeconfig } = cluster;
      const ran = await project.run(words, { kubeconfig, mayFail: true });
      // 4: the run was not ok, and says why.
      expect(ran.exitCode, ran.stdout + ran.stderr).to.be.oneOf([0, 4]);
      const [run] = (JSON.parse(ran.stdout) as DrillReport).runs;
      tellDrill(run);
      expect(run?.lost).to.be.at.most(most);
      expect(run?.recovery_ms).to.be.a('number');
      await instance.ready();
    });

  it('every pod deleted at once, and back at other addresses: all data are there', async () => {
    const trials = await write(async () => {
      const old = Object.values(await instance.uids());
      await core.deleteCollectionNamespacedPod({ namespace, labelSelector: 'app.kubernetes.io/component' });
      const hasEnded = async (): Promise<boolean> => {
        const there = Object.values(await instance.uids());
        return !there.some((uid) => old.includes(uid));
      };
      await until(hasEnded, 'every pod has ended', replacedMs);
    });
    await expectNothingLost(trials);
  });

  it('a fourth shard, by the number in the configuration: slots move, nothing is lost', async () => {
    const { objects } = await render(4);
    const trials = await write(async () => {
      const began = Date.now();
      await instance.apply(objects);
      const isEven = async (): Promise<boolean> =>
        (await Promise.all([1, 2, 3, 4].map(slotsOf))).every((slots) => slots === evenShare);
      await until(async () => (await slotsOf(4)) > 0, 'the fourth shard has slots', movedMs);
      const first = Date.now();
      await until(isEven, 'each shard has as many slots as the others', movedMs);
      const seconds = [first, Date.now()].map((at) => ((at - began) / 1000).toFixed(1));
      tell(
        `a fourth shard has slots ${seconds[0]} s after it was asked for, as many as the others after ${seconds[1]} s`,
      );
    });
    await expectNothingLost(trials);
  });

  it('a snapshot of every shard comes back, each key to the shard that has its slot', async () => {
    const client = openClient(instance.at);
    try {
      const keys = Array.from({ length: 300 }, (_, i) => `kept:${i}`);
      await Promise.all(keys.map((key) => client.set(key, `value of ${key}`)));
      const log = await runNow(cluster, namespace, 'main-snapshots');
      const [, restore = ''] = /(main-\w+)-shard-4-of-4\.rdb taken/.exec(log) ?? [];
      const primaries = client instanceof HaCluster ? client.nodes('master') : [];
      await Promise.all(primaries.map((primary) => primary.flushall()));
      expect(await client.get(keys[0] ?? '')).to.equal(null);
      await instance.apply((await render(4, { restore })).objects);
      await done(cluster, namespace, 'main-restore');
      const back = await Promise.all(keys.map((key) => client.get(key)));
      expect(back).to.deep.equal(keys.map((key) => `value of ${key}`));
    } finally {
      client.disconnect();
    }
  });

  it('refuses to have a shard less, and says what to do', async () => {
    const refusal = await render(3).then(
      () => expect.fail('It was not refused.'),
      (error: Error) => error.message,
    );
    expect(refusal).to.contain('Keep as many');
  });

  function render(
    shards: number,
    kubernetes: Record<string, unknown> = {},
  ): Promise<{ objects: KubernetesObject[]; connection: Instance['connection'] }> {
    const args = { topology: 'cluster', shards, replicas: 1 };
    return project.render({ ...small, image: valkeyImage.name, ...kubernetes }, args);
  }

  async function redisHa(verb: string, ...options: string[]): Promise<string> {
    const { kubeconfig } = cluster;
    return (await project.run([verb, '--stack', stack, ...options], { kubeconfig })).stdout;
  }

  /** In a pod always; here where no pod comes back at an address that this process has not heard of when it began. */
  async function write(
    fault: () => Promise<unknown>,
    { struck, here = false }: { struck?: string; here?: boolean } = {},
  ): Promise<Trial[]> {
    const writings: Writing[] = here ? [writeHere(instance.at)] : [];
    const node = struck === undefined ? undefined : await instance.nodeOf(struck);
    const elsewhere = cluster.nodes.find(({ name }) => name !== node)?.name ?? '';
    writings.push(await applications.write(elsewhere));
    const host = `${struck}.main-cluster.${namespace}.svc.cluster.local:${dataPort}`;
    return writeDuring(writings, fault, struck === undefined ? undefined : host);
  }

  async function expectNothingLost(trials: Trial[]): Promise<void> {
    trials.forEach((trial, i) => {
      tellTrial(i < trials.length - 1 ? 'here' : 'in a pod', trial);
    });
    for (const { lost, lostOnes } of trials) expect(lost, lostOnes.join('\n')).to.equal(0);
    await instance.ready();
    const pods = await instance.dataPods();
    const isWhole = async (): Promise<boolean> => {
      const seen = await Promise.all(
        pods.map((pod) => instance.command(pod, 'cluster', 'info').catch(() => '')),
      );
      return seen.every(
        (info) => info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${pods.length}`),
      );
    };
    await until(isWhole, 'every node sees a whole cluster', replacedMs);
  }

  /** The pod that has a shard's slots. */
  async function primaryOf(shard: number): Promise<string> {
    let found: string[] = [];
    await until(
      async () => {
        const pods = (await instance.dataPods()).filter((pod) => pod.startsWith(`main-shard-${shard}-`));
        const slots = await Promise.all(pods.map(slotsAt));
        found = pods.filter((_, i) => (slots[i] ?? 0) > 0);
        return found.length === 1;
      },
      `shard ${shard} has one primary`,
      replacedMs,
    );
    return found[0] ?? '';
  }

  async function slotsOf(shard: number): Promise<number> {
    const pods = (await instance.dataPods()).filter((pod) => pod.startsWith(`main-shard-${shard}-`));
    return Math.max(0, ...(await Promise.all(pods.map(slotsAt))));
  }

  async function slotsAt(pod: string): Promise<number> {
    const nodes = await instance.command(pod, 'cluster', 'nodes').catch(() => '');
    const me = nodes.split('\n').find((line) => line.includes('myself')) ?? '';
    const ranges = me.split(' ').slice(8);
    return ranges.reduce((sum, range) => {
      const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
      return from === undefined ? sum : sum + Number(to) - Number(from) + 1;
    }, 0);
  }
});
