import { CoreV1Api } from '@kubernetes/client-node';
import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { Cluster, missing, packagedImage, redisImage, valkeyImage } from './cluster/index.ts';
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
  /** What an application is given. */
  let env: Record<string, string>;
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
      const { name: image, archive } = await packagedImage('haproxy');
      await Promise.all(cluster.nodes.map((node) => node.load(archive)));
      await deploy('redis', redisImage.name, { proxy: { enabled: true, image } });
      const application = await applicationImage();
      applications = await Applications.start(cluster, application, {
        namespace: 'redis',
        secret: bindingName,
      });
    });
    after(remove);

    it('a primary killed in its container, which is restarted in place', () => killed(server));
    it('a primary frozen and back', () => frozen(server));
    it('its pod deleted: it hands over first', () => deleted());

    it("its pod deleted, under an application that knows only the primary's Service", async () => {
      const old = await instance.primary();
      const [trial] = await writeDuring(
        [await applications.write(await away(old.pod), { env: direct() })],
        () => instance.remake(old.pod),
      );
      await expectNothingLost(trial ? [trial] : []);
      expect((await instance.primary()).pod).not.to.equal(old.pod);
    });
  });

  async function deploy(namespace: string, image: string, more: Record<string, unknown> = {}): Promise<void> {
    project = await Project.make(namespace);
    const { objects, connection, env: given } = await project.render({ ...small, image, ...more });
    env = given;
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
    const elsewhere = await away((await instance.primary()).pod);
    return writeDuring([writeHere(instance.at), await applications.write(elsewhere)], fault);
  }

  /** A node where a pod is not. */
  async function away(pod: string): Promise<string> {
    const struck = await instance.nodeOf(pod);
    return cluster.nodes.find(({ name }) => name !== struck)?.name ?? '';
  }

  /** The connection of who knows no Sentinel. */
  function direct(): Record<string, string> {
    const sentinels = Object.keys(env).filter((key) => key.startsWith('REDIS_SENTINEL'));
    const others = Object.entries(env).filter(([key]) => !sentinels.includes(key));
    return { ...Object.fromEntries(others), REDIS_MODE: 'standalone' };
  }

  async function expectNothingLost(trials: Trial[]): Promise<void> {
    trials.forEach((trial, i) => {
      tellTrial(i < trials.length - 1 ? 'here' : 'in a pod', trial);
    });
    for (const { lost, lostOnes } of trials) expect(lost, lostOnes.join('\n')).to.equal(0);
    await instance.ready();
    await until(async () => (await instance.primaries()).length === 1, 'one pod is primary');
  }

  async function othersPrimary(pod: string): Promise<string[]> {
    return (await instance.primaries()).filter((each) => each !== pod);
  }
});
