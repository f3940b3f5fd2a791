import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { dataSet, type Mounted, sentinelSet } from '../../../providers/kubernetes/manifests/index.ts';
import { planOf } from '../../../providers/kubernetes/plan.ts';
import { amountOf } from '../../../providers/kubernetes/quantity.ts';
import { serverSettings } from '../../../providers/kubernetes/settings.ts';
import { plain, type StatefulSet, specOf } from './specs.ts';

const mounted: Mounted = { scripts: 'main-scripts-1', config: 'main-config-1', access: 'main-access-1' };

function setsOf(args: Record<string, unknown> = {}): { data: StatefulSet; sentinel: StatefulSet } {
  const plan = planOf('main', specOf(args));
  const all = { ...mounted, ...(plan.tls && { tls: 'main-tls-1' }) };
  return { data: plain(dataSet(plan, all)), sentinel: plain(sentinelSet(plan, all)) };
}

function containersOf({ spec: { template } }: StatefulSet) {
  return [...template.spec.initContainers, ...template.spec.containers];
}

describe('pods on Kubernetes', () => {
  it('keep to Pod Security restricted, exporters too, and write nowhere but into volumes', () => {
    const { data, sentinel } = setsOf({ kubernetes: { metrics: { exporter: true } } });
    for (const set of [data, sentinel]) {
      const pod = set.spec.template.spec;
      expect(pod.securityContext).to.include({ runAsNonRoot: true, runAsUser: 999 });
      expect(pod.securityContext.seccompProfile).to.deep.equal({ type: 'RuntimeDefault' });
      expect(pod.automountServiceAccountToken).to.equal(false);
      expect(containersOf(set)).to.have.length(2);
      for (const { securityContext } of containersOf(set)) {
        expect(securityContext).to.include({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
        expect(securityContext.capabilities).to.deep.equal({ drop: ['ALL'] });
      }
    }
  });

  it('name no password where anybody may look', () => {
    const { data, sentinel } = setsOf({ kubernetes: { metrics: { exporter: true } } });
    for (const set of [data, sentinel]) {
      const passwords = containersOf(set)
        .flatMap(({ env }) => env)
        .filter(({ name }) => /PASSWORD/.test(name));
      expect(passwords).to.have.length(1);
      for (const variable of passwords) expect(variable).not.to.have.property('value');
    }
  });

  it('are alike but for their place, so that any of them can be primary', () => {
    const { data } = setsOf({ replicas: 4 });
    expect(data.spec.replicas).to.equal(5);
    expect(data.spec.template.spec.containers).to.have.length(1);
  });

  it('stand in as many zones as asked for, and never two on one machine', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 3 }), (replicas, zones) => {
        fc.pre(zones <= replicas + 1);
        const { data, sentinel } = setsOf({ replicas, zones });
        for (const [set, count] of [
          [data, replicas + 1],
          [sentinel, 3],
        ] as const) {
          const { topologySpreadConstraints, affinity } = set.spec.template.spec;
          const wanted = Math.min(zones, count);
          expect(topologySpreadConstraints.map(({ minDomains }) => minDomains)).to.deep.equal(
            wanted > 1 ? [wanted] : [],
          );
          for (const rule of topologySpreadConstraints)
            expect(rule).to.include({ maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' });
          expect(affinity.podAntiAffinity).to.have.keys('requiredDuringSchedulingIgnoredDuringExecution');
        }
      }),
      { numRuns: 40 },
    );
  });

  it('share one machine where a cluster has no more', () => {
    const { data } = setsOf({ zones: 1, kubernetes: { separateHosts: false } });
    const { affinity } = data.spec.template.spec;
    expect(affinity.podAntiAffinity).to.have.keys('preferredDuringSchedulingIgnoredDuringExecution');
  });

  it('are chosen by labels that no argument changes', () => {
    const before = setsOf();
    const after = setsOf({ tags: { team: 'a' }, replicas: 4, engine: 'redis' });
    for (const kind of ['data', 'sentinel'] as const) {
      expect(after[kind].spec.selector).to.deep.equal(before[kind].spec.selector);
      expect(after[kind].spec.template.metadata.labels).to.include({
        ...before[kind].spec.selector.matchLabels,
        team: 'a',
      });
    }
  });

  it('are not restarted by a new replica', () => {
    const [before, after] = [setsOf({ replicas: 2 }), setsOf({ replicas: 4 })];
    for (const kind of ['data', 'sentinel'] as const)
      expect(after[kind].spec.template).to.deep.equal(before[kind].spec.template);
  });

  it('leave a third of their memory to what is no data', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 64, noNaN: true }), (memoryGb) => {
        const plan = planOf('main', specOf({ memoryGb }));
        const set = plain<StatefulSet>(dataSet(plan, mounted));
        const { requests, limits } = set.spec.template.spec.containers[0]?.resources ?? {};
        const limit = amountOf(limits?.memory ?? '') ?? 0;
        expect(requests?.memory).to.equal(limits?.memory);
        expect(plan.maxmemory).to.be.within(memoryGb * 2 ** 30 - 1, limit * 0.65);
        const backlog = Number(serverSettings(plan.spec, plan.maxmemory)['repl-backlog-size']);
        expect(backlog).to.be.within(2 ** 20, plan.maxmemory / 8);
      }),
    );
  });

  it('keep a durable instance on volumes and a cache in memory', () => {
    expect(setsOf().data.spec.volumeClaimTemplates).to.have.length(1);
    const cache = setsOf({ purpose: 'cache' }).data;
    expect(cache.spec).not.to.have.property('volumeClaimTemplates');
    expect(cache.spec.template.spec.volumes.map(({ name }) => name)).to.include('data');
  });

  it('mount every volume they name, and no other', () => {
    for (const args of [{}, { encryption: { inTransit: false } }, { purpose: 'cache' }])
      for (const [kind, set] of Object.entries(setsOf(args))) {
        const claimed = set.spec.volumeClaimTemplates ? [kind === 'data' ? 'data' : 'state'] : [];
        const named = [...set.spec.template.spec.volumes.map(({ name }) => name), ...claimed];
        const used = containersOf(set).flatMap(({ volumeMounts = [] }) =>
          volumeMounts.map(({ name }) => name),
        );
        expect([...new Set(used)].sort(), kind).to.deep.equal(named.sort());
      }
  });
});
