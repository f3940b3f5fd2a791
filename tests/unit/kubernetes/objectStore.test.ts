import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type Mounted, restoreJob, snapshotCronJob } from '../../../providers/kubernetes/manifests/index.ts';
import { ownOf } from '../../../providers/kubernetes/own.ts';
import { planOf } from '../../../providers/kubernetes/plan.ts';
import { type Container, plain, specOf } from './specs.ts';

interface Job {
  spec: {
    ttlSecondsAfterFinished?: number;
    template: {
      spec: {
        restartPolicy: string;
        serviceAccountName: string;
        initContainers: Container[];
        containers: Container[];
        volumes: { name: string; ephemeral?: object; persistentVolumeClaim?: object }[];
      };
    };
  };
}

const mounted: Mounted = { scripts: 'a', config: 'b', access: 'c', tls: 'd' };
const kubernetes = {
  objectStore: { bucket: 'redis-backups', endpoint: 'https://s3.example.org', secretName: 'backup-keys' },
  restore: 'main-20260101T030000Z.rdb',
};
const plan = planOf('main', specOf({ kubernetes }));

const cronJob = plain<{ spec: { jobTemplate: Job } }>(snapshotCronJob(plan, mounted, 'scripts'));
const jobs = { take: cronJob.spec.jobTemplate, restore: plain<Job>(restoreJob(plan, mounted, 'scripts')) };
const pods = { take: jobs.take.spec.template.spec, restore: jobs.restore.spec.template.spec };

function scriptsOf(containers: Container[]): string[] {
  return containers.map(({ name, command }) => `${name} ${command?.at(-1)?.split('/').at(-1)}`);
}

describe('snapshots in an object store', () => {
  it('are taken by the image of the server, then carried away by that of rclone, and back the same way', () => {
    expect(scriptsOf(pods.take.initContainers)).to.deep.equal(['snapshots take.sh']);
    expect(scriptsOf(pods.take.containers)).to.deep.equal(['store store.sh']);
    expect(scriptsOf(pods.restore.initContainers)).to.deep.equal(['store fetch.sh']);
    expect(scriptsOf(pods.restore.containers)).to.deep.equal(['snapshots restore.sh']);
  });

  it('lie on a volume of the pod alone, which is not kept for long', () => {
    for (const { volumes } of Object.values(pods)) {
      expect(volumes.filter(({ persistentVolumeClaim }) => persistentVolumeClaim)).to.deep.equal([]);
      expect(volumes.find(({ name }) => name === 'snapshots')).to.have.property('ephemeral');
    }
    expect(jobs.take.spec.ttlSecondsAfterFinished).to.equal(43_200);
    const { storage } = ownOf(specOf({ kubernetes }));
    expect(storage.snapshotSize, 'one snapshot').to.equal(storage.size);
  });

  it('are restored by a pod that tries again itself: the mark of a begun attempt is on its volume', () => {
    expect(pods.restore.restartPolicy).to.equal('OnFailure');
  });

  it('keep keys apart: rclone has no password of Redis, the server none of the bucket, nor its role', () => {
    for (const { initContainers, containers, serviceAccountName } of Object.values(pods)) {
      for (const { name, volumeMounts = [] } of [...initContainers, ...containers]) {
        const seen = volumeMounts.map(({ name }) => name);
        expect(seen.includes('store'), name).to.equal(name === 'store');
        expect(seen.includes('secrets'), name).to.equal(name === 'snapshots');
      }
      expect(serviceAccountName).to.equal('main-snapshots');
    }
  });

  it('keep to Pod Security restricted', () => {
    for (const { initContainers, containers } of Object.values(pods))
      for (const { securityContext } of [...initContainers, ...containers])
        expect(securityContext).to.include({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
  });

  it('go to the folder of the instance, unless another one is named', () => {
    const folderOf = (objectStore: object) => {
      const other = planOf('main', specOf({ kubernetes: { namespace: 'ha', objectStore } }));
      const { spec } = plain<{ spec: { jobTemplate: Job } }>(snapshotCronJob(other, mounted, 'scripts'));
      const [store] = spec.jobTemplate.spec.template.spec.containers;
      return store?.env.find(({ name }) => name === 'HA_STORE')?.value;
    };
    expect(folderOf({ bucket: 'backups' })).to.equal('backups/ha/main');
    expect(folderOf({ bucket: 'backups', prefix: 'eu/redis' })).to.equal('backups/eu/redis');
  });
});
