import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { SimulatedKubernetes } from '../../../engine/clouds/kubernetes/index.ts';
import type { Call } from '../../../engine/provider/implementation.ts';
import type { PropertyMap } from '../../../engine/wire/value.ts';
import { kubernetes } from '../../../providers/kubernetes/index.ts';
import * as manifests from '../../../providers/kubernetes/manifests/index.ts';
import { certificateNames, type Plan, planOf, serversOf } from '../../../providers/kubernetes/plan.ts';
import { plain, problemsOf, type StatefulSet, specOf } from './specs.ts';

const mounted = { scripts: 'a', config: 'b', access: 'c', tls: 'd' };

function clusterPlan(args: Record<string, unknown> = {}): Plan {
  return planOf('main', specOf({ topology: 'cluster', ...args }));
}

function setsOf(plan: Plan): StatefulSet[] {
  return plan.shards.map((shard) => plain<StatefulSet>(manifests.shardSet(plan, mounted, shard)));
}

describe('a cluster on Kubernetes', () => {
  it('has three shards of a primary and a replica, unless it is asked for more', () => {
    const plan = clusterPlan();
    expect(setsOf(plan).map(({ metadata, spec }) => [metadata.name, spec.replicas])).to.deep.equal([
      ['main-shard-1', 2],
      ['main-shard-2', 2],
      ['main-shard-3', 2],
    ]);
    expect(serversOf(clusterPlan({ shards: 5, replicas: 2 }))).to.have.length(15);
  });

  it('never has two nodes of a shard on one machine, or in one zone where there are several', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }), (replicas, zones) => {
        for (const set of setsOf(clusterPlan({ replicas, zones }))) {
          const { affinity, topologySpreadConstraints } = set.spec.template.spec;
          const [rule] = affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution ?? [];
          expect(rule).to.deep.include({
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: set.spec.selector,
          });
          const required = topologySpreadConstraints.filter(
            ({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule',
          );
          const wanted = Math.min(zones, replicas + 1);
          expect(required.map(({ minDomains }) => minDomains)).to.deep.equal(wanted > 1 ? [wanted] : []);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tells its shards apart by a label that no argument changes', () => {
    const selectors = setsOf(clusterPlan()).map(({ spec }) => spec.selector.matchLabels['redis-ha/shard']);
    expect(selectors).to.deep.equal(['1', '2', '3']);
    const [before] = setsOf(clusterPlan());
    const [after] = setsOf(clusterPlan({ shards: 4, replicas: 2, tags: { team: 'a' } }));
    expect(after?.spec.selector).to.deep.equal(before?.spec.selector);
  });

  it('restarts nobody when a shard is added: only the list of members changes', () => {
    const [small, large] = [clusterPlan(), clusterPlan({ shards: 4 })];
    const template = (plan: Plan) => setsOf(plan)[0]?.spec.template;
    expect(template(large)).to.deep.equal(template(small));
    expect(manifests.config(large).metadata.name).to.equal(manifests.config(small).metadata.name);
    expect(manifests.members(small).data).to.deep.equal({
      data: [1, 2, 3]
        .flatMap((shard) =>
          [0, 1].map((i) => `main-shard-${shard}-${i}.main-cluster.redis.svc.cluster.local ${shard}\n`),
        )
        .join(''),
    });
  });

  it('mounts the scripts of its nodes, and nothing that is about Sentinels', () => {
    const files = Object.keys(manifests.scripts(clusterPlan()).data ?? {});
    expect(files).to.include.members(['ask.sh', 'cluster-start.sh', 'cluster-stop.sh', 'data-live.sh']);
    expect(files.filter((file) => /sentinel|data-(start|stop|ready)/.test(file))).to.deep.equal([]);
    const replicated = Object.keys(manifests.scripts(planOf('main', specOf())).data ?? {});
    expect(replicated.filter((file) => file.startsWith('cluster'))).to.deep.equal([]);
  });

  it('lets nobody but its own nodes speak on the bus, which asks for no password', () => {
    const policy = plain<{ spec: { ingress: { from: object[]; ports: { port: number }[] }[] } }>(
      manifests.networkPolicy(clusterPlan({ kubernetes: { network: { namespaces: ['shop'] } } }), 'data'),
    );
    const bus = policy.spec.ingress.filter(({ ports }) => ports.some(({ port }) => port === 16_379));
    expect(bus).to.have.length(1);
    expect(bus[0]?.from).to.deep.equal([
      {
        podSelector: {
          matchLabels: {
            'app.kubernetes.io/name': 'redis-ha',
            'app.kubernetes.io/instance': 'main',
            'app.kubernetes.io/component': 'data',
          },
        },
      },
    ]);
  });

  it('has a certificate for whatever shards there will be', () => {
    const { dns } = certificateNames(clusterPlan());
    expect(dns).to.deep.equal(certificateNames(clusterPlan({ shards: 9 })).dns);
    expect(dns).to.include.members(['*.main-cluster.redis.svc.cluster.local', 'localhost']);
  });

  it('is what the API takes', async () => {
    const plan = clusterPlan({
      tags: { team: 'a' },
      kubernetes: { metrics: { exporter: true, rules: true } },
    });
    const provider = new SimulatedKubernetes();
    const made: [string, unknown][] = [
      ['core/v1:ConfigMap', manifests.scripts(plan)],
      ['core/v1:ConfigMap', manifests.config(plan)],
      ['core/v1:ConfigMap', manifests.members(plan)],
      ['core/v1:Service', manifests.dataService(plan)],
      ['policy/v1:PodDisruptionBudget', manifests.shardBudget(plan, 1)],
      ['networking.k8s.io/v1:NetworkPolicy', manifests.networkPolicy(plan, 'data')],
      ['apps/v1:StatefulSet', manifests.shardSet(plan, mounted, 1)],
      ['batch/v1:CronJob', manifests.snapshotCronJob(plan, mounted, 'scripts')],
      ['monitoring.coreos.com/v1:PrometheusRule', manifests.prometheusRule(plan)],
    ];
    for (const [kind, object] of made) {
      const type = `kubernetes:${kind}`;
      const call: Call = {
        urn: type,
        type,
        name: 'main',
        preview: true,
        signal: new AbortController().signal,
        progress() {},
      };
      const { failures } = await provider.check(call, {}, plain<PropertyMap>(object));
      expect(failures, kind).to.deep.equal([]);
    }
  });

  it('is refused where it could not fail over, and what makes no sense for it too', () => {
    const paths = (args: Record<string, unknown>) =>
      problemsOf({ topology: 'cluster', ...args }).map(({ path }) => path);
    expect(paths({})).to.deep.equal([]);
    expect(paths({ shards: 2 })).to.deep.equal(['shards']);
    expect(paths({ kubernetes: { proxy: { enabled: true } } })).to.deep.equal(['kubernetes.proxy.enabled']);
    expect(paths({ kubernetes: { restore: 'main-20260101T030000Z' } })).to.deep.equal([]);
    const restore = 'main-20260101T030000Z-shard-2-of-3.rdb';
    const [part] = problemsOf({ topology: 'cluster', kubernetes: { restore } });
    expect(part?.reason).to.equal(
      "This is one shard's part of a snapshot: name all of it, main-20260101T030000Z.",
    );
  });

  it('guarantees for each shard what it says', () => {
    const { multiAz, automaticFailover } = kubernetes.guarantees(specOf({ topology: 'cluster', zones: 3 }));
    expect(multiAz).to.include({ state: 'enforced', zones: 2 });
    expect(automaticFailover.detail).to.contain('3 primaries');
  });
});
