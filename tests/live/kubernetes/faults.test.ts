import { CoreV1Api } from '@kubernetes/client-node';
import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { Cluster, missing, redisImage, valkeyImage } from './cluster/index.ts';
import {
  bindingName,
  drain,
  Instance,
  Project,
  small,
  type Trial,
  tell,
  tellTrial,
  uncordon,
  writeDuring,
} from './instance/index.ts';
import { Applications, applicationImage, writeHere } from './writing/index.ts';

/** Longer than any hand-over and than the Sentinels' own repair of a second primary. */
const replacedMs = 90_000;
const reason = missing();

describe('kubernetes: faults with writers running, here and in a pod', function () {
  this.timeout(900_000);
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
  });
  beforeEach(() => instance.ready());
  after(() => cluster?.stop());

  describe('Valkey', () => {
    const server = 'valkey-server';
    before(async () => {
      await deploy('valkey', valkeyImage.name);
      const image = await applicationImage();
      applications = await Applications.start(cluster, image, { namespace: 'valkey', secret: bindingName });
    });
    after(remove);

    it('a primary killed in its container, which is restarted in place', () => killed(server));
    it('a primary frozen and back', () => frozen(server));
    it('its pod deleted: it hands over first', () => deleted());
    it('its pod deleted by force', () => deletedByForce());

    it('its disk empty: it does not lead, whoever has data is promoted first', async () => {
      const old = await instance.primary();
      const trials = await write(async () => {
        const { namespace } = instance;
        await core.deleteNamespacedPersistentVolumeClaim({ namespace, name: `data-${old.pod}` });
        await instance.remake(old.pod, 0);
      });
      await expectNothingLost(trials);
      expect((await instance.primary()).pod).not.to.equal(old.pod);
    });

    it('every pod deleted at once: all data are back', async () => {
      const { namespace } = instance;
      const trials = await write(async () => {
        const old = Object.values(await instance.uids());
        await core.deleteCollectionNamespacedPod({ namespace, labelSelector: 'app.kubernetes.io/component' });
        const hasEnded = async (): Promise<boolean> => {
          const there = Object.values(await instance.uids());
          return !there.some((uid) => old.includes(uid));
        };
        await until(hasEnded, 'every pod has ended', replacedMs);
      });
      expect(trials.map(({ lostAtTheEnd }) => lostAtTheEnd)).to.deep.equal([0, 0]);
      await expectNothingLost(trials);
    });

    it('each node drained in turn', async () => {
      const trials = await write(async () => {
        for (const { name } of cluster.nodes) {
          await drain(cluster, name);
          await uncordon(cluster, name);
          await instance.ready();
        }
      });
      expect(trials.map(({ lostAtTheEnd }) => lostAtTheEnd)).to.deep.equal([0, 0]);
      await expectNothingLost(trials);
    });

    // The last one: a node that was lost calls its pods ready for a while before they are.
    it('its node lost and back', async () => {
      const old = await instance.primary();
      const node = cluster.node(await instance.nodeOf(old.pod));
      const trials = await write(async () => {
        await node.stop();
        await until(
          async () => (await othersPrimary(old.pod)).length === 1,
          'another is primary',
          replacedMs,
        );
      });
      await node.start();
      await expectNothingLost(trials);
    });
  });

  describe('Redis', () => {
    const server = 'redis-server';
    before(async () => {
      await deploy('redis', redisImage.name);
      const image = await applicationImage();
      applications = await Applications.start(cluster, image, { namespace: 'redis', secret: bindingName });
    });
    after(remove);

    it('a primary killed in its container, which is restarted in place', () => killed(server));
    it('a primary frozen and back', () => frozen(server));
    it('its pod deleted: it hands over first', () => deleted());
  });

  async function deploy(namespace: string, image: string): Promise<void> {
    project = await Project.make(namespace);
    const { objects, connection } = await project.render({ ...small, image });
    instance = new Instance(cluster, 'main', namespace, connection);
    const began = Date.now();
    await instance.apply(objects);
    await instance.ready();
    tell(`ready ${((Date.now() - began) / 1000).toFixed(1)} s after the first apply`);
  }

  async function remove(): Promise<void> {
    await instance?.close();
    await project?.remove();
    await core.deleteNamespace({ name: instance.namespace });
    await until(async () => (await instance.dataPods()).length === 0, 'every pod is gone', replacedMs);
  }

  async function killed(server: string): Promise<void> {
    const old = await instance.primary();
    await expectNothingLost(await write(() => cluster.pods.signal(old, server, 'SIGKILL')));
    expect((await instance.primary()).pod).not.to.equal(old.pod);
  }

  async function frozen(server: string): Promise<void> {
    const old = await instance.primary();
    const trials = await write(async () => {
      await cluster.pods.signal(old, server, 'SIGSTOP');
      await until(async () => (await othersPrimary(old.pod)).length === 1, 'another is primary');
      await cluster.pods.signal(old, server, 'SIGCONT');
    });
    await expectNothingLost(trials);
    expect((await instance.primary()).pod).not.to.equal(old.pod);
  }

  async function deleted(): Promise<void> {
    const old = await instance.primary();
    const trials = await write(() => instance.remake(old.pod));
    expect(trials.map(({ lostAtTheEnd }) => lostAtTheEnd)).to.deep.equal([0, 0]);
    await expectNothingLost(trials);
  }

  async function deletedByForce(): Promise<void> {
    const old = await instance.primary();
    await expectNothingLost(await write(() => instance.remake(old.pod, 0)));
  }

  /** The pod that writes stands elsewhere than the primary. */
  async function write(fault: () => Promise<unknown>): Promise<Trial[]> {
    const struck = await instance.nodeOf((await instance.primary()).pod);
    const elsewhere = cluster.nodes.find(({ name }) => name !== struck)?.name ?? '';
    return writeDuring([writeHere(instance.at), await applications.write(elsewhere)], fault);
  }

  async function expectNothingLost(trials: Trial[]): Promise<void> {
    trials.forEach((trial, i) => {
      tellTrial(i === 0 ? 'here' : 'in a pod', trial);
    });
    for (const { lost, lostOnes } of trials) expect(lost, lostOnes.join('\n')).to.equal(0);
    await instance.ready();
    await until(async () => (await instance.primaries()).length === 1, 'one pod is primary');
  }

  async function othersPrimary(pod: string): Promise<string[]> {
    return (await instance.primaries()).filter((each) => each !== pod);
  }
});
