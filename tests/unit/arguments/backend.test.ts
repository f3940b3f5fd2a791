// What depends on the backend: its offers, its defaults, its own checks.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Offers, RedisSpec } from '../../../providers/backend.ts';
import { backends, bare } from '../backends.ts';
import { problemsOf, specOf } from './judged.ts';

const offering = (offers: Partial<Offers>) => ({
  ...backends,
  local: { ...bare, offers: { ...bare.offers, ...offers } },
});

describe('what a backend has not', () => {
  it('is said in one sentence, and what comes nearest in another', () => {
    expect(problemsOf({ backend: 'local', topology: 'cluster', zones: 2, replicas: 3 })).to.deep.equal({
      topology: 'Backend local has no topology cluster, only replicated.',
      zones: 'Backend local cannot spread over failure zones. Set zones to 1.',
      replicas: 'Backend local runs 2 replicas, not 3.',
    });
    const few = offering({ replicas: { min: 1, max: 3, default: 2 } });
    expect(problemsOf({ backend: 'local', replicas: 4 }, few)).to.deep.equal({
      replicas: 'Backend local runs 1 to 3 replicas, not 4.',
    });
    for (const replicas of [1, 3])
      expect(specOf({ backend: 'local', replicas }, few).replicas).to.equal(replicas);
  });

  it('is missed in keys for what is not encrypted and windows for what is not taken', () => {
    const args = { backend: 'local', encryption: { kmsKeyId: 'k' }, snapshots: { window: '03:00-04:00' } };
    expect(problemsOf(args)).to.deep.equal({
      'encryption.kmsKeyId': 'Backend local cannot encrypt at rest, so it has no use for a key.',
      'snapshots.window': 'Backend local takes no snapshots that can be restored.',
    });
  });

  it('is not what it always does, nor the most that it has', () => {
    const encryption = { atRest: true, inTransit: true };
    expect(problemsOf({ backend: 'upstash', encryption })).to.deep.equal({});
    expect(
      problemsOf({ backend: 'elasticache', zones: 3, replicas: 2, snapshots: { retentionDays: 35 } }),
    ).to.deep.equal({});
  });

  it('is not asked of a binding without a kind', () => {
    const problems = problemsOf({ backend: 'elasticache', bindings: [{ name: 'redis' }] });
    expect(Object.keys(problems)).to.deep.equal(['bindings[0].kind']);
    expect(problems['bindings[0].kind']).to.contain('Is missing');
  });
});

describe('numbers that do not go together', () => {
  it('are refused with those that do', () => {
    expect(problemsOf({ backend: 'elasticache', replicas: 1, zones: 3 }).zones).to.equal(
      '2 nodes cannot stand in 3 zones. Set replicas to 2 or more, or zones to 2 or less.',
    );
    expect(problemsOf({ backend: 'elasticache', replicas: 1, zones: 2 })).to.deep.equal({});
  });
});

describe('the specification', () => {
  it('lets nothing be replaced and protects nothing unless told to', () => {
    const plain = specOf({ backend: 'local' });
    expect(plain).to.deep.include({
      allowReplacement: false,
      protect: false,
      tags: {},
      bindings: [],
      waivers: [],
    });
    const told = specOf({ backend: 'local', allowReplacement: true, protect: true, tags: { team: 'a' } });
    expect(told).to.deep.include({ allowReplacement: true, protect: true, tags: { team: 'a' } });
  });

  it('has the day of a waiver that the Pulumi CLI has made a timestamp of', () => {
    const waiver = { rule: 'redis-multi-az', reason: 'One zone.' };
    const waivers = [{ ...waiver, until: '2027-01-31 00:00:00 +0000 UTC' }, waiver];
    expect(specOf({ backend: 'local', waivers }).waivers).to.deep.equal([
      { ...waiver, until: '2027-01-31' },
      waiver,
    ]);
  });

  it('has other replicas in a cluster where the backend wants that', () => {
    const topologies: Offers['topologies'] = ['replicated', 'cluster'];
    const all = offering({ topologies, replicas: { min: 0, max: 5, default: 2, inCluster: 1 } });
    expect(specOf({ backend: 'local', topology: 'cluster' }, all)).to.include({ replicas: 1, shards: 3 });
    expect(specOf({ backend: 'local' }, all)).to.include({ replicas: 2, shards: 1 });
  });

  it('is shown to the backend without half a binding', () => {
    const seen: RedisSpec[] = [];
    const all = {
      ...backends,
      elasticache: {
        ...backends.elasticache,
        check(spec: RedisSpec) {
          seen.push(spec);
          return [];
        },
      },
    };
    const whole = { kind: 'aws-secrets-manager', name: 'redis' };
    const bindings = [{ kind: whole.kind }, { name: whole.name }, whole];
    expect(problemsOf({ backend: 'elasticache', bindings }, all)).to.have.keys(
      'bindings[0].name',
      'bindings[1].kind',
    );
    expect(seen[0]?.bindings).to.deep.equal([whole]);
  });
});

describe('what a backend finds wrong', () => {
  const finding = (...paths: string[]) => ({
    ...backends,
    local: { ...bare, check: () => paths.map((path) => ({ path, reason: 'Not here.' })) },
  });

  it('is left out where the argument, or a part of it, is wrong already', () => {
    const args = { backend: 'local', encryption: { atRest: 'x' }, waivers: [{ rule: 'redis-multi-az' }] };
    const problems = problemsOf(args, finding('encryption', 'waivers', 'encryption.atRest'));
    expect(problems).to.have.keys('encryption.atRest', 'waivers[0].reason');
  });

  it('is said of every other argument', () => {
    const args = { backend: 'local', encryption: { atRest: 'x' } };
    expect(problemsOf(args, finding('memoryGb', 'encryption.inTransit', 'enc'))).to.have.keys(
      'encryption.atRest',
      'memoryGb',
      'encryption.inTransit',
      'enc',
    );
  });
});
