import path from 'node:path';
import { connect } from 'node:tls';
import {
  CoreV1Api,
  type KubernetesObject,
  type V1ContainerStatus,
  type V1Secret,
  type V1StatefulSet,
} from '@kubernetes/client-node';
import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import { openClient } from '../../../cli/drill/write/client.ts';
import type { Connection } from '../../../client/connection.ts';
import { Bucket } from '../../local/bucket.ts';
import { until } from '../../local/until.ts';
import { Cluster, missing, packagedImage, valkeyImage } from './cluster/index.ts';
import {
  done,
  Instance,
  Issuer,
  Project,
  runNow,
  small,
  type Trial,
  tellTrial,
  writeDuring,
} from './instance/index.ts';
import { writeHere } from './writing/index.ts';

const namespace = 'changes';
/** The kubelet brings a changed Secret into the pods, one Sentinel begins anew after the other. */
const renewedMs = 240_000;
const reason = missing();

describe('kubernetes: deployments that change something while writers run', function () {
  this.timeout(900_000);
  if (reason) {
    it(reason);
    return;
  }
  let cluster: Cluster;
  let core: CoreV1Api;
  let issuer: Issuer;
  let project: Project;
  let instance: Instance;
  let deployed: KubernetesObject[];
  /** Of the latest deployment. */
  let current: Connection;
  /** The passwords that are valid since the last rotation. */
  let passwords: { use: number } | undefined;
  before(async () => {
    cluster = await Cluster.start();
    core = cluster.config.makeApiClient(CoreV1Api);
    issuer = await Issuer.make();
    project = await Project.make(namespace);
    const { objects, connection } = await render();
    deployed = objects;
    current = connection;
    instance = new Instance(cluster, 'main', namespace, connection);
    await instance.apply(deployed);
    await instance.ready();
  });
  beforeEach(() => instance.rolledOut());
  after(async () => {
    await instance?.close();
    await project?.remove();
    cluster?.stop();
  });

  it('an image that does not start: the update stops at its first pod, the others serve on', async () => {
    const trial = await write(async () => {
      await instance.apply([
        changed(({ containers: [server] }) => {
          if (server) server.image = 'redis-ha.test/nowhere:1.0.0';
        }),
      ]);
      await until(
        async () => /^(ErrImage|ImagePull)/.test(await waitingReason('main-data-2')),
        'it is not pulled',
      );
      expect(await instance.readyPods('data')).to.equal(2);
    });
    expectNothingLost(trial);
    await restore();
  });

  it('a wrong password in a Secret: the pod that has it is not ready and not restarted, the others serve on', async () => {
    const wrong = 'main-access-wrong';
    const trial = await write(async () => {
      const right = deployed.find(
        ({ kind, metadata }) => kind === 'Secret' && /^main-access-/.test(metadata?.name ?? ''),
      );
      const { stringData, ...secret } = right as V1Secret;
      const passwords = { ...stringData, 'operator-password': 'not-it', 'replication-password': 'not-it' };
      await instance.apply([
        {
          ...secret,
          metadata: { ...secret.metadata, name: wrong },
          stringData: passwords,
        } as KubernetesObject,
        changed(({ volumes = [] }) => {
          for (const { secret } of volumes)
            if (secret?.secretName?.startsWith('main-access-')) secret.secretName = wrong;
        }),
      ]);
      await until(async () => (await logOf('main-data-2')).length > 0, 'main-data-2 runs');
      await until(async () => (await instance.readyPods('data')) === 2, 'two pods are ready');
    });
    expectNothingLost(trial);
    expect(await instance.readyPods('data')).to.equal(2);
    expect((await statusOf('main-data-2'))?.restartCount).to.equal(0);
    expect(await logOf('main-data-2')).not.to.contain('not-it');
    await restore();
  });

  it('new passwords in three deployments: both are valid in between, nothing is lost, the old ones end', async () => {
    const before = current;
    const trial = await write(async () => {
      for (const both of [
        { use: 1, alsoAccept: 2 },
        { use: 2, alsoAccept: 1 },
      ]) {
        deployed = (await render({ passwords: both })).objects;
        await restore();
      }
    });
    expectNothingLost(trial);
    passwords = { use: 2 };
    const { objects, connection } = await render();
    deployed = objects;
    current = connection;
    expectNothingLost(await write(restore));
    expect(await pingWith(before)).to.match(/WRONGPASS|NOAUTH/);
    expect(await pingWith(connection)).to.contain('PONG');
  });

  it('scaled to five and back to three: no other pod restarts, a primary that goes hands over', async () => {
    const pods = await instance.uids();
    const trial = await write(async () => {
      deployed = (await render({}, { replicas: 4 })).objects;
      await restore();
      // It is ready as soon as it has copied all, and in sync when the primary has heard so: once a second.
      await until(() => instance.handOver('main-data-4').then(() => true), 'main-data-4 takes over');
      deployed = (await render()).objects;
      await restore();
    });
    expectNothingLost(trial);
    expect(await instance.uids()).to.deep.equal(pods);
  });

  it('a renewed certificate: all serve it, no pod restarts, and the Sentinels forget who was scaled away', async () => {
    const pods = await instance.uids();
    const trial = await write(async () => {
      const old = await certificates();
      const objects = (await render()).objects;
      await instance.apply(objects.filter(({ metadata }) => metadata?.name === 'main-tls'));
      await until(
        async () => (await certificates()).every((one, i) => one !== undefined && one !== old[i]),
        'every pod serves the new certificate',
        renewedMs,
      );
    });
    expectNothingLost(trial);
    await until(
      async () => (await instance.knownReplicas()).every((count) => count === 2),
      'every Sentinel knows two replicas',
      renewedMs,
    );
    expect(await instance.uids()).to.deep.equal(pods);
  });

  it('a snapshot goes to a bucket outside the cluster, and everything comes back from it', async () => {
    const { name: image, archive } = await packagedImage('rclone');
    await Promise.all(cluster.nodes.map((node) => node.load(archive)));
    const bucket = await Bucket.open(cluster.hostAddress);
    const client = openClient(instance.reachedBy(current));
    const deploy = async (more: Record<string, unknown> = {}): Promise<void> => {
      const objectStore = {
        bucket: bucket.name,
        endpoint: bucket.endpoint,
        secretName: 'bucket-keys',
        image,
      };
      deployed = (await render({ objectStore, ...more })).objects;
      await restore();
    };
    try {
      await instance.apply([secretOf('bucket-keys', bucket.keys)]);
      await deploy();
      const keys = Array.from({ length: 1000 }, (_, i) => `kept:${i}`);
      await client.mset(keys.flatMap((key) => [key, `value of ${key}`]));
      await runNow(cluster, namespace, 'main-snapshots');
      const [stored = ''] = await bucket.objects();
      expect(stored).to.match(/^changes\/main\/main-\w+\.rdb$/);

      await client.flushall();
      await deploy({ restore: path.basename(stored) });
      await done(cluster, namespace, 'main-restore');
      expect(await client.mget(keys)).to.deep.equal(keys.map((key) => `value of ${key}`));
      expect(await client.dbsize()).to.equal(keys.length);
    } finally {
      client.disconnect();
      await bucket.close();
    }
  });

  function secretOf(name: string, stringData: Record<string, string>): KubernetesObject {
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace },
      stringData,
    } as KubernetesObject;
  }

  async function render(
    kubernetes: Record<string, unknown> = {},
    more: Record<string, unknown> = {},
  ): Promise<{ objects: KubernetesObject[]; connection: Connection }> {
    const { objects, connection } = await project.render(
      {
        ...small,
        image: valkeyImage.name,
        // Five servers on three machines.
        separateHosts: false,
        tls: { issuer: 'test', ca: issuer.ca },
        ...(passwords && { passwords }),
        ...kubernetes,
      },
      more,
    );
    return { objects: await issuer.answer(objects), connection };
  }

  /** Applies what is deployed, and waits until every pod is as it says. */
  async function restore(): Promise<void> {
    await instance.apply(deployed.filter(({ metadata }) => metadata?.name !== 'main-tls'));
    await instance.rolledOut();
  }

  /** The data StatefulSet with another pod. */
  function changed(
    change: (pod: NonNullable<NonNullable<V1StatefulSet['spec']>['template']['spec']>) => void,
  ) {
    const set: V1StatefulSet | undefined = deployed.find(
      ({ kind, metadata }) => kind === 'StatefulSet' && metadata?.name === 'main-data',
    );
    const copy = structuredClone(set);
    if (!copy?.spec?.template.spec) throw new Error('render gave no StatefulSet main-data.');
    change(copy.spec.template.spec);
    return copy as KubernetesObject;
  }

  async function write(fault: () => Promise<unknown>): Promise<Trial> {
    const [trial] = await writeDuring([writeHere(instance.reachedBy(current))], fault);
    if (!trial) throw new Error('Nobody wrote.');
    tellTrial('here', trial);
    return trial;
  }

  function expectNothingLost({ lost, lostAtTheEnd, lostOnes }: Trial): void {
    expect(lost + lostAtTheEnd, lostOnes.join('\n')).to.equal(0);
  }

  async function statusOf(name: string): Promise<V1ContainerStatus | undefined> {
    const { status } = await core.readNamespacedPod({ namespace, name });
    return status?.containerStatuses?.[0];
  }

  async function waitingReason(name: string): Promise<string> {
    return (await statusOf(name))?.state?.waiting?.reason ?? '';
  }

  async function logOf(name: string): Promise<string> {
    return core.readNamespacedPodLog({ namespace, name, container: 'redis' }).catch(() => '');
  }

  async function pingWith({ username = 'default', password = '' }: Connection): Promise<string> {
    const ping = 'REDISCLI_AUTH=$2 valkey-cli --user "$1" -s /run/redis-ha/data.sock ping 2>&1';
    const { stdout } = await cluster.pods.exec({ namespace, pod: 'main-data-0' }, [
      'sh',
      '-c',
      ping,
      'sh',
      username,
      password,
    ]);
    return stdout;
  }

  /** Fingerprints of what each pod serves; undefined for one that does not answer. */
  function certificates(): Promise<(string | undefined)[]> {
    const ends = Object.values(instance.at.natMap);
    return Promise.all(ends.map(({ host, port }) => fingerprintAt(host, port)));
  }
});

function fingerprintAt(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false, timeout: 2000 }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    for (const end of ['error', 'timeout', 'close'] as const)
      socket.on(end, () => {
        resolve(undefined);
        socket.destroy();
      });
  });
}
