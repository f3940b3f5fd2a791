import { output } from '@pulumi/pulumi/output.js';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { judgeArgs } from '../../components/validate/index.ts';
import { nameReason } from '../../components/validate/name.ts';
import type { RedisSpec } from '../../providers/backend.ts';
import { backends, bare } from './backends.ts';

function problemsOf(args: unknown): Record<string, string> {
  const { problems = [] } = judgeArgs(args, backends);
  return Object.fromEntries(problems.map(({ path, reason }) => [path, reason]));
}

function specOf(args: unknown): RedisSpec {
  const judged = judgeArgs(args, backends);
  if (judged.problems) throw new Error(JSON.stringify(judged.problems));
  return judged.spec;
}

describe('arguments: what is reported', () => {
  it('names every problem at once, each with its path', () => {
    const problems = problemsOf({
      backend: 'elasticache',
      topology: 'sentinel',
      replicas: 7,
      encryption: { atRest: 'yes', inTransit: true },
      waivers: [{ rule: 'redis-multi-az' }],
    });
    expect(Object.keys(problems)).to.have.members([
      'topology',
      'replicas',
      'encryption.atRest',
      'waivers[0].reason',
    ]);
  });

  it('says what was given, what is allowed and what was probably meant', () => {
    const swapped = problemsOf({ backend: 'local', failover: { profile: 'fats' } });
    expect(swapped['failover.profile']).to.contain('Did you mean fast?');
    expect(problemsOf({ backend: 'elasticahe' }).backend).to.equal(
      'Expected local, kubernetes, elasticache, digitalocean or upstash, given "elasticahe". Did you mean elasticache?',
    );
    expect(problemsOf({ backend: 'local', purpose: 'sessions' }).purpose).to.equal(
      'Expected durable or cache, given "sessions".',
    );
    expect(problemsOf({ backend: 'local', replicas: 2.5 }).replicas).to.equal(
      'Expected a whole number from 0 to 5, given 2.5.',
    );
    expect(problemsOf({ backend: 'local', memoryGb: 0 }).memoryGb).to.equal(
      'Expected a number above 0, given 0.',
    );
    expect(problemsOf({}).backend).to.contain('Is missing').and.to.contain('local, kubernetes');
  });

  it('refuses unknown names at every depth, with the nearest known one', () => {
    const problems = problemsOf({
      backend: 'elasticache',
      replica: 2,
      encryption: { in_transit: true },
      elasticache: { nodetype: 'cache.t4g.small' },
      waivers: [{ rule: 'redis-multi-az', reason: 'x', untill: '2027-01-01' }],
    });
    expect(problems.replica).to.contain('Did you mean replicas?');
    expect(problems['encryption.in_transit']).to.contain('Did you mean inTransit?');
    expect(problems['elasticache.nodetype']).to.contain('Did you mean nodeType?');
    expect(problems['waivers[0].untill']).to.contain('Did you mean until?');
    expect(problemsOf({ backend: 'local', encryption: { xyz: 1 } })['encryption.xyz']).to.contain(
      'Known here: atRest, inTransit or kmsKeyId.',
    );
  });

  it('checks windows and dates by the calendar', () => {
    const wrong = problemsOf({
      backend: 'elasticache',
      snapshots: { window: '03:00-03:30' },
      maintenanceWindow: 'son:03:00-sun:04:00',
      waivers: [{ rule: 'redis-multi-az', reason: 'x', until: '2027-02-29' }],
    });
    expect(wrong['snapshots.window']).to.contain('at least 60 minutes');
    expect(wrong.maintenanceWindow).to.contain('ddd:HH:MM');
    expect(wrong['waivers[0].until']).to.contain('"2027-02-29"');
    expect(
      problemsOf({
        backend: 'elasticache',
        snapshots: { window: '23:30-00:30' },
        maintenanceWindow: 'sun:23:30-mon:00:30',
        waivers: [{ rule: 'redis-multi-az', reason: 'x', until: '2028-02-29' }],
      }),
    ).to.deep.equal({});
  });

  it('names the rule that a waiver probably means', () => {
    const problems = problemsOf({
      backend: 'local',
      waivers: [{ rule: 'redis-multiaz', reason: 'One zone.' }],
    });
    expect(problems['waivers[0].rule']).to.contain('Did you mean redis-multi-az?');
  });

  it('refuses an Output where posture is decided, and takes one where it is not', () => {
    const problems = problemsOf({
      backend: 'elasticache',
      zones: output(3),
      purpose: Promise.resolve('cache'),
      encryption: output({ atRest: true }),
      elasticache: { network: { subnetIds: output(['subnet-1']) } },
    });
    expect(Object.keys(problems)).to.have.members(['zones', 'purpose', 'encryption']);
    expect(problems.zones).to.contain('given an Output');
    const key = output('arn:aws:kms:eu-central-1:123456789012:key/1');
    expect(specOf({ backend: 'elasticache', encryption: { kmsKeyId: key } }).encryption.kmsKeyId).to.equal(
      key,
    );
  });

  it('refuses a password in clear without repeating it', () => {
    const problems = problemsOf({ backend: 'local', authToken: 'hunter2', tags: { dbPassword: 'hunter2' } });
    expect(problems).to.have.keys('authToken', 'tags.dbPassword');
    expect(JSON.stringify(problems)).not.to.contain('hunter2');
  });

  it("refuses another backend's object, which would have no effect", () => {
    const problems = problemsOf({ backend: 'local', elasticache: { nodeType: 'cache.t4g.small' } });
    expect(problems.elasticache).to.equal(
      'Has no effect with backend local. Remove it, or choose backend: elasticache.',
    );
  });
});

describe('arguments: what a backend cannot do', () => {
  it('is a problem when asked for, with the nearest offer', () => {
    const problems = problemsOf({
      backend: 'local',
      topology: 'cluster',
      engine: 'valkey',
      replicas: 1,
      zones: 3,
      encryption: { atRest: true },
      snapshots: { retentionDays: 7 },
      maintenanceWindow: 'sun:03:00-sun:04:00',
      bindings: [{ kind: 'kubernetes-secret', name: 'redis' }],
    });
    expect(Object.keys(problems)).to.have.members([
      'topology',
      'engine',
      'replicas',
      'zones',
      'encryption.atRest',
      'snapshots.retentionDays',
      'maintenanceWindow',
      'bindings[0].kind',
    ]);
    expect(problems['encryption.atRest']).to.equal(
      'Backend local cannot encrypt at rest. Encrypt the disk of the machine.',
    );
  });

  it('is no problem when declined or not asked for', () => {
    const declined = { zones: 1, encryption: { atRest: false }, snapshots: { retentionDays: 0 } };
    for (const args of [{ backend: 'local' }, { backend: 'local', ...declined }])
      expect(specOf(args)).to.deep.include({ zones: 1, snapshots: { retentionDays: 0, window: undefined } });
  });

  it('includes not encrypting where encryption cannot be switched off', () => {
    const problems = problemsOf({ backend: 'upstash', encryption: { atRest: false, inTransit: false } });
    expect(problems).to.have.keys('encryption.atRest', 'encryption.inTransit');
  });

  it('includes more than the service allows', () => {
    const problems = problemsOf({ backend: 'elasticache', zones: 4, snapshots: { retentionDays: 36 } });
    expect(problems.zones).to.contain('at most 3 zones');
    expect(problems['snapshots.retentionDays']).to.contain('at most 35 days');
  });

  it('leaves a wrong argument to its own message: the backend does not judge the default in its place', () => {
    const fussy = { ...bare, check: () => [{ path: 'memoryGb', reason: 'Wrong default.' }] };
    const judged = judgeArgs({ backend: 'local', memoryGb: -1 }, { ...backends, local: fussy });
    expect(judged.problems).to.have.length(1);
    expect(judged.problems?.[0]?.reason).to.contain('above 0');
  });
});

describe('arguments: what they become', () => {
  it('fills in everything that the backend offers', () => {
    expect(specOf({ backend: 'elasticache' })).to.deep.include({
      topology: 'replicated',
      purpose: 'durable',
      replicas: 2,
      shards: 1,
      zones: 3,
      encryption: { atRest: true, inTransit: true, kmsKeyId: undefined },
      snapshots: { retentionDays: 7, window: undefined },
      failover: { profile: 'balanced' },
    });
    expect(specOf({ backend: 'local' })).to.deep.include({
      replicas: 2,
      zones: 1,
      encryption: { atRest: false, inTransit: true, kmsKeyId: undefined },
      failover: { profile: 'fast' },
    });
  });

  it('counts primaries by the topology', () => {
    expect(specOf({ backend: 'elasticache', topology: 'cluster' }).shards).to.equal(3);
    expect(problemsOf({ backend: 'elasticache', shards: 3 }).shards).to.contain('topology: cluster');
  });

  it('never spreads over more zones than there are nodes', () => {
    expect(specOf({ backend: 'elasticache', replicas: 1 }).zones).to.equal(2);
    expect(problemsOf({ backend: 'elasticache', replicas: 1, zones: 3 }).zones).to.contain('2 nodes');
  });

  it("keeps the chosen backend's own object", () => {
    expect(specOf({ backend: 'local', local: { basePort: 7000 } }).own).to.deep.equal({ basePort: 7000 });
  });
});

describe("an instance's name", () => {
  it('fits every backend', () => {
    for (const name of ['main', 'a', 'session-cache-2', 'a'.repeat(24)])
      expect(nameReason(name)).to.equal(undefined);
    for (const name of ['', 'Main', '1st', 'a--b', 'a-', 'a_b', 'a'.repeat(25)])
      expect(nameReason(name), name).to.contain('Expected a name');
  });
});
