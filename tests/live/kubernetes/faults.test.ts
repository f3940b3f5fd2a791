import { CoreV1Api } from '@kubernetes/client-node';
import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { Cluster, missing, redisImage, valkeyImage } from './cluster/index.ts';
import { Instance, Project, type Trial, writeDuring } from './instance/index.ts';

const small = {
  resources: { cpu: '50m', memory: '256Mi', sentinelCpu: '20m' },
  storage: { size: '1Gi', sentinelSize: '1Gi' },
};
const engines = [
  { namespace: 'valkey', image: valkeyImage.name, server: 'valkey-server' },
  { namespace: 'redis', image: redisImage.name, server: 'redis-server' },
];
/** Longer than any hand-over and than the Sentinels' own repair of a second primary. */
const replacedMs = 90_000;
const reason = missing();

describe('kubernetes: faults with writers running', function () {
  this.timeout(900_000);
  if (reason) {
    it(reason);
    return;
  }
  let cluster: Cluster;
  let core: CoreV1Api;
  before(async () => {
    cluster = await Cluster.start();
    core = cluster.config.makeApiClient(CoreV1Api);
  });
  after(() => cluster?.stop());

  for (const { namespace, image, server } of engines)
    describe(namespace, () => {
      let project: Project;
      let instance: Instance;

      before(async () => {
        project = await Project.make(namespace);
        const { objects, connection } = await project.render({ ...small, image });
        instance = new Instance(cluster, 'main', namespace, connection);
        const began = Date.now();
        await instance.apply(objects);
        await instance.ready();
        tell(`ready ${((Date.now() - began) / 1000).toFixed(1)} s after the first apply`);
      });
      beforeEach(() => instance.ready());
      after(async () => {
        await instance?.close();
        await project?.remove();
        await core.deleteNamespace({ name: namespace });
        await until(async () => (await instance.dataPods()).length === 0, 'every pod is gone', replacedMs);
      });

      it('a primary killed in its container, which is restarted in place', async () => {
        const old = await instance.primary();
        const trial = await writeDuring(instance.at, () => cluster.pods.signal(old, server, 'SIGKILL'));
        await nothingLost(trial);
        expect((await instance.primary()).pod).not.to.equal(old.pod);
      });

      it('a primary frozen and back', async () => {
        const old = await instance.primary();
        const trial = await writeDuring(instance.at, async () => {
          await cluster.pods.signal(old, server, 'SIGSTOP');
          await until(async () => (await othersPrimary(old.pod)).length === 1, 'another is primary');
          await cluster.pods.signal(old, server, 'SIGCONT');
        });
        await nothingLost(trial);
        expect((await instance.primary()).pod).not.to.equal(old.pod);
      });

      it('its pod deleted: it hands over first', async () => {
        const old = await instance.primary();
        const trial = await writeDuring(instance.at, () => remake(old.pod));
        expect(trial.lostAtTheEnd).to.equal(0);
        await nothingLost(trial);
      });

      it('its pod deleted by force', async () => {
        const old = await instance.primary();
        await nothingLost(await writeDuring(instance.at, () => remake(old.pod, 0)));
      });

      it('its node lost and back', async () => {
        const old = await instance.primary();
        const { spec } = await core.readNamespacedPod({ namespace: old.namespace, name: old.pod });
        const node = cluster.node(spec?.nodeName ?? '');
        const trial = await writeDuring(instance.at, async () => {
          await node.stop();
          await until(
            async () => (await othersPrimary(old.pod)).length === 1,
            'another is primary',
            replacedMs,
          );
        });
        await node.start();
        await nothingLost(trial);
      });

      async function nothingLost(trial: Trial): Promise<void> {
        const { lost, lostAtTheEnd, acked, rejected, gapMs, recoveryMs, lostOnes } = trial;
        tell(
          `${acked} acknowledged, ${lost} lost and ${lostAtTheEnd} at the end, ${rejected} rejected; longest gap ${gapMs} ms, ` +
            `first write elsewhere after ${recoveryMs ?? '-'} ms`,
        );
        expect(lost, lostOnes.join('\n')).to.equal(0);
        await instance.ready();
        await until(async () => (await instance.primaries()).length === 1, 'one pod is primary');
      }

      /** Deletes a pod and waits until another one of its name is there. */
      async function remake(name: string, gracePeriodSeconds?: number): Promise<void> {
        const { namespace } = instance;
        const uid = async (): Promise<string | undefined> =>
          (await core.listNamespacedPod({ namespace })).items.find(({ metadata }) => metadata?.name === name)
            ?.metadata?.uid;
        const old = await uid();
        await core.deleteNamespacedPod({
          namespace,
          name,
          ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
        });
        await until(async () => ![undefined, old].includes(await uid()), `${name} is made anew`, replacedMs);
      }

      async function othersPrimary(pod: string): Promise<string[]> {
        return (await instance.primaries()).filter((each) => each !== pod);
      }
    });
});

/** A line under the test that it belongs to. */
function tell(line: string): void {
  console.log(`        ${line}`);
}
