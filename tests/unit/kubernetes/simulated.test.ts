import { expect } from 'chai';
import { describe, it } from 'mocha';
import { SimulatedKubernetes } from '../../../engine/clouds/kubernetes/index.ts';
import type { Call } from '../../../engine/provider/implementation.ts';
import { type PropertyMap, type PropertyValue, Secret, unknown } from '../../../engine/wire/value.ts';
import * as manifests from '../../../providers/kubernetes/manifests/index.ts';
import { planOf } from '../../../providers/kubernetes/plan.ts';
import { plain, specOf } from './specs.ts';

const mounted = { scripts: 'a', config: 'b', access: 'c', tls: 'd' };
const provider = new SimulatedKubernetes();

function call(type: string): Call {
  const signal = new AbortController().signal;
  return { urn: `urn::${type}`, type, name: 'main', preview: true, signal, progress() {} };
}

async function failuresOf(type: string, inputs: PropertyMap): Promise<string[]> {
  const { failures } = await provider.check(call(type), {}, inputs);
  return failures.map(({ property, reason }) => `${property}: ${reason}`);
}

/** A StatefulSet of ours with other values at these paths; undefined takes a field away. */
function set(changes: Record<string, PropertyValue | undefined> = {}): PropertyMap {
  const object = plain<PropertyMap>(manifests.dataSet(planOf('main', specOf()), mounted));
  for (const [path, value] of Object.entries(changes)) assign(object, path.split('.'), value);
  return object;
}

function assign(object: PropertyMap, path: string[], value: PropertyValue | undefined): void {
  const [key = '', ...rest] = path;
  if (rest.length > 0) assign(object[key] as PropertyMap, rest, value);
  else if (value === undefined) delete object[key];
  else object[key] = value;
}

const statefulSet = 'kubernetes:apps/v1:StatefulSet';

describe('simulated Kubernetes', () => {
  it('takes every object that the builders make, with everything switched on', async () => {
    const plan = planOf(
      'main',
      specOf({
        tags: { team: 'a' },
        kubernetes: {
          priorityClass: 'high',
          restore: 'main-20260101T030000Z.rdb',
          imagePullSecrets: ['registry'],
          nodeSelector: { disk: 'fast' },
          resources: { cpuLimit: '2' },
          storage: { className: 'fast' },
          metrics: { exporter: true, serviceMonitor: true, rules: true },
          proxy: { enabled: true },
          tls: { issuer: 'ca' },
        },
      }),
    );
    const objectStore = {
      bucket: 'backups',
      endpoint: 'https://storage.example.org',
      region: 'eu-1',
      provider: 'Minio',
      secretName: 'backup-keys',
      serviceAccountAnnotations: { role: 'a' },
      image: 'rclone:1.75.1',
    };
    const away = { ...plan, own: { ...plan.own, objectStore } };
    const made: [string, unknown][] = [
      ['core/v1:Namespace', manifests.namespace(plan)],
      ['core/v1:ServiceAccount', manifests.serviceAccount(plan)],
      ['core/v1:ConfigMap', manifests.scripts(plan)],
      ['core/v1:ConfigMap', manifests.config(plan)],
      ['core/v1:ConfigMap', manifests.members(plan)],
      ['core/v1:Secret', manifests.secret(plan, 'Opaque', 'main-access', { a: 'b' })],
      ['core/v1:Secret', manifests.bindingSecret(plan, 'redis', 'shop', { REDIS_MODE: 'sentinel' })],
      ['core/v1:Service', manifests.dataService(plan)],
      ['core/v1:Service', manifests.sentinelService(plan)],
      ['core/v1:Service', manifests.metricsService(plan)],
      ['policy/v1:PodDisruptionBudget', manifests.podDisruptionBudget(plan, 'data')],
      ['networking.k8s.io/v1:NetworkPolicy', manifests.networkPolicy(plan, 'sentinel')],
      ['core/v1:ConfigMap', manifests.proxyConfigMap(plan)],
      ['core/v1:Service', manifests.primaryService(plan)],
      ['policy/v1:PodDisruptionBudget', manifests.podDisruptionBudget(plan, 'proxy')],
      ['networking.k8s.io/v1:NetworkPolicy', manifests.networkPolicy(plan, 'proxy')],
      ['apps/v1:Deployment', manifests.proxyDeployment(plan, mounted, 'proxy')],
      ['apps/v1:StatefulSet', manifests.dataSet(plan, mounted)],
      ['apps/v1:StatefulSet', manifests.sentinelSet(plan, mounted)],
      ['core/v1:ConfigMap', manifests.snapshotScripts(plan)],
      ['core/v1:PersistentVolumeClaim', manifests.snapshotClaim(plan)],
      ['batch/v1:CronJob', manifests.snapshotCronJob(plan, mounted, 'scripts')],
      ['batch/v1:Job', manifests.restoreJob(plan, mounted, 'scripts')],
      ['batch/v1:CronJob', manifests.snapshotCronJob(away, mounted, 'scripts')],
      ['batch/v1:Job', manifests.restoreJob(away, mounted, 'scripts')],
      ['core/v1:ServiceAccount', manifests.snapshotAccount(away, objectStore)],
      ['cert-manager.io/v1:Certificate', manifests.certificate(plan)],
      ['monitoring.coreos.com/v1:ServiceMonitor', manifests.serviceMonitor(plan)],
      ['monitoring.coreos.com/v1:PrometheusRule', manifests.prometheusRule(plan)],
    ];
    for (const [type, object] of made)
      expect(await failuresOf(`kubernetes:${type}`, plain<PropertyMap>(object)), type).to.deep.equal([]);
  });

  it('refuses a field that the API does not have, and says where', async () => {
    const inputs = set({
      'spec.template.spec.containers.0.imagePulPolicy': 'Always',
    });
    expect(await failuresOf(statefulSet, inputs)).to.deep.equal([
      'spec.template.spec.containers.0.imagePulPolicy: The API has no such field.',
    ]);
  });

  it('refuses a wrong type and a missing field', async () => {
    const inputs = set({
      'spec.replicas': '3',
      'spec.template.spec.containers.0.name': undefined,
    });
    const failures = await failuresOf(statefulSet, inputs);
    expect(failures).to.have.length(2);
    expect(failures.join('\n')).to.contain('spec.replicas: Type "string" is invalid');
    expect(failures.join('\n')).to.contain('containers.0.name: Is missing');
  });

  it('refuses a name that no object may have', async () => {
    const inputs = set({
      'metadata.name': 'Main_Data',
    });
    expect((await failuresOf(statefulSet, inputs)).join()).to.contain(
      'metadata.name: Expected small letters',
    );
  });

  it('does not judge what is not known yet, and never repeats a secret', async () => {
    const inputs = set({
      'metadata.name': unknown,
      'spec.template.spec.volumes.0': { name: 'secrets', secret: { secretName: unknown } },
      'spec.serviceName': new Secret(42),
    });
    const failures = await failuresOf(statefulSet, inputs);
    expect(failures).to.have.length(1);
    expect(failures[0]).to.contain('spec.serviceName').and.not.to.contain('42');
  });

  it('replaces a StatefulSet for a field that cannot change, and updates it for any other', async () => {
    const larger = set({
      'spec.volumeClaimTemplates.0.spec.resources.requests.storage': '99Gi',
    });
    const diff = await provider.diff(call(statefulSet), 'id', set(), set(), larger);
    expect(diff).to.deep.include({ replaces: ['spec.volumeClaimTemplates'], deleteBeforeReplace: true });
    const longer = set({
      'spec.replicas': 5,
    });
    expect(await provider.diff(call(statefulSet), 'id', set(), set(), longer)).to.deep.include({
      changes: 'some',
      replaces: [],
    });
  });

  it('makes the new Secret before the old one goes, when the name follows the content', async () => {
    const plan = planOf('main', specOf());
    const secret = (name: string) => plain<PropertyMap>(manifests.secret(plan, 'Opaque', name, { a: name }));
    const diff = await provider.diff(
      call('kubernetes:core/v1:Secret'),
      'id',
      secret('main-access-1'),
      {},
      secret('main-access-2'),
    );
    expect(diff.replaces).to.include('metadata.name');
    expect(diff.deleteBeforeReplace).to.equal(false);
  });
});
