import { expect } from 'chai';
import { describe, it } from 'mocha';
import { judgeArgs } from '../../../components/validate/index.ts';
import type { RedisSpec } from '../../../providers/backend.ts';
import { backends } from '../../../providers/index.ts';
import { kubernetes } from '../../../providers/kubernetes/index.ts';
import { clientNamespaces, networkPolicy } from '../../../providers/kubernetes/manifests/index.ts';
import { planOf } from '../../../providers/kubernetes/plan.ts';
import { plain, problemsOf, specOf } from './specs.ts';

function pathsOf(args: Record<string, unknown>): string[] {
  return problemsOf(args).map(({ path }) => path);
}

describe('backend kubernetes', () => {
  it('never takes the context that kubectl happens to use', () => {
    const judged = judgeArgs({ backend: 'kubernetes' }, backends);
    expect(judged.problems?.map(({ path }) => path)).to.deep.equal(['kubernetes.context']);
  });

  it('wants one exact image', () => {
    for (const image of ['redis', 'redis:7', 'redis:latest', 'redis:7-alpine', 'host:5000/redis'])
      expect(pathsOf({ kubernetes: { image } }), image).to.deep.equal(['kubernetes.image']);
    const digest = `redis@sha256:${'a'.repeat(64)}`;
    for (const image of [
      'redis:7.0.15',
      'host:5000/redis:7.0.15-bookworm',
      digest,
      `redis:7@${digest.slice(6)}`,
    ])
      expect(pathsOf({ kubernetes: { image } }), image).to.deep.equal([]);
    expect(pathsOf({ version: '8' })).to.deep.equal(['version']);
    expect(pathsOf({ version: '8.0.11' })).to.deep.equal([]);
  });

  it('says when the memory given is too little for the data asked for', () => {
    expect(pathsOf({ memoryGb: 4, kubernetes: { resources: { memory: '4Gi' } } })).to.deep.equal([
      'kubernetes.resources.memory',
    ]);
    expect(pathsOf({ memoryGb: 4, kubernetes: { resources: { memory: '7Gi' } } })).to.deep.equal([]);
  });

  it('refuses what would have no effect', () => {
    expect(
      pathsOf({ encryption: { inTransit: false }, kubernetes: { tls: { issuer: 'ca' } } }),
    ).to.deep.equal(['kubernetes.tls.issuer']);
    expect(pathsOf({ kubernetes: { metrics: { rules: true } } })).to.deep.equal(['kubernetes.metrics.rules']);
    expect(pathsOf({ kubernetes: { passwords: { use: 2, alsoAccept: 2 } } })).to.deep.equal([
      'kubernetes.passwords.alsoAccept',
    ]);
    expect(pathsOf({ tags: { 'cost centre': 'a' } })).to.deep.equal(['tags.cost centre']);
  });

  it('says what is wrong with an object store', () => {
    const bucket = 'redis-backups';
    const wrong = (objectStore: object, more: object = {}) =>
      pathsOf({ ...more, kubernetes: { objectStore } }).map((path) => path.replace('kubernetes.', ''));
    expect(wrong({ bucket })).to.deep.equal([]);
    expect(wrong({})).to.deep.equal(['objectStore.bucket']);
    expect(wrong({ bucket: 'Backups' })).to.deep.equal(['objectStore.bucket']);
    for (const prefix of ['/redis', 'redis/', '../redis', 'a b'])
      expect(wrong({ bucket, prefix }), prefix).to.deep.equal(['objectStore.prefix']);
    for (const endpoint of [
      'storage.example.org',
      'https://a:b@storage.example.org',
      'https://a.example.org/path',
    ])
      expect(wrong({ bucket, endpoint }), endpoint).to.deep.equal(['objectStore.endpoint']);
    expect(wrong({ bucket, image: 'rclone/rclone:latest' })).to.deep.equal(['objectStore.image']);
    expect(wrong({ bucket }, { snapshots: { retentionDays: 0 } })).to.deep.equal(['objectStore']);
    const annotated = { secretName: 'keys', serviceAccountAnnotations: { role: 'a' } };
    expect(wrong({ bucket, ...annotated })).to.deep.equal(['objectStore.serviceAccountAnnotations']);
    const endpoint = 'http://minio.storage.svc:9000';
    expect(wrong({ bucket, endpoint })).to.deep.equal(['objectStore.endpoint']);
    expect(wrong({ bucket, endpoint }, { encryption: { inTransit: false } })).to.deep.equal([]);
  });

  it('says where snapshots go', () => {
    const said = (own: object) => kubernetes.guarantees(specOf({ kubernetes: own })).snapshots.detail;
    expect(said({})).to.contain('a volume of its own in the same cluster');
    expect(said({ objectStore: { bucket: 'redis-backups' } })).to.contain(
      'bucket redis-backups, outside the cluster',
    );
  });

  it('guarantees the zones that the scheduler is told to keep', () => {
    expect(kubernetes.guarantees(specOf({ zones: 3 })).multiAz).to.include({ state: 'enforced', zones: 3 });
    expect(kubernetes.guarantees(specOf({ zones: 1 })).multiAz).to.include({ state: 'off', zones: 1 });
  });

  it('lets in its own namespace, those of its bindings and those named, and nobody else', () => {
    const plan = planOf(
      'main',
      specOf({
        bindings: [{ kind: 'kubernetes-secret', name: 'redis', namespace: 'shop' }],
        kubernetes: { namespace: 'ha', network: { namespaces: ['jobs', 'shop'] } },
      }),
    );
    expect(clientNamespaces(plan)).to.deep.equal(['ha', 'jobs', 'shop']);
    const policy = plain<{ spec: { ingress: { from: object[] }[] } }>(networkPolicy(plan, 'data'));
    expect(policy.spec.ingress).to.have.length(1);
    expect(policy.spec.ingress[0]?.from).to.have.length(3);
  });

  it('keeps two instances from writing to one Secret or making one namespace', () => {
    const bindings = [{ kind: 'kubernetes-secret', name: 'redis', namespace: 'shop' }];
    const spec = specOf({ bindings, kubernetes: { createNamespace: true } });
    const specs = new Map<string, RedisSpec>([
      ['main', spec],
      ['cache', spec],
    ]);
    const problems = kubernetes.checkTogether?.(specs) ?? [];
    expect(problems.map(({ instance, path }) => `${instance} ${path}`)).to.deep.equal([
      'cache bindings[0].name',
      'cache kubernetes.createNamespace',
    ]);
  });
});
