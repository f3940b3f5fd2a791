import { expect } from 'chai';
import { describe, it } from 'mocha';
import { judgeArgs } from '../../../components/validate/index.ts';
import { digitalocean } from '../../../providers/digitalocean/index.ts';
import { backends } from '../../../providers/index.ts';
import { problemsOf, specOf } from './specs.ts';

/** What a person asked for, the argument that is named, and a piece of the answer. */
const refused: [string, Record<string, unknown>, string, RegExp][] = [
  ['Redis', { engine: 'redis' }, 'engine', /only valkey.*since 30 April 2025/],
  ['three nodes', { replicas: 2 }, 'replicas', /0 to 1 replicas, not 2.*Set it to 1/],
  ['a number of nodes', { digitalocean: { nodeCount: 3 } }, 'digitalocean.nodeCount', /no such argument/],
  ['Valkey 7', { version: '7' }, 'version', /Valkey 8 and nothing else/],
  ['a cluster', { topology: 'cluster' }, 'topology', /no topology cluster/],
  ['zones', { zones: 3 }, 'zones', /cannot spread.*one region/],
  ['snapshots', { snapshots: { retentionDays: 7 } }, 'snapshots.retentionDays', /no snapshots/],
  ['no TLS', { encryption: { inTransit: false } }, 'encryption.inTransit', /cannot be switched off/],
  ['no encrypted disk', { encryption: { atRest: false } }, 'encryption.atRest', /cannot be switched off/],
  ['an own key', { encryption: { kmsKeyId: 'x' } }, 'encryption.kmsKeyId', /keys of its own/],
  ['a binding', { bindings: [{ kind: 'kubernetes-secret', name: 'a' }] }, 'bindings[0].kind', /cannot write/],
  ['no region', { digitalocean: { region: undefined } }, 'digitalocean.region', /Is missing/],
  ['a region of AWS', { digitalocean: { region: 'eu-central-1' } }, 'digitalocean.region', /fra1/],
  ['a size of AWS', { digitalocean: { size: 'cache.t4g.small' } }, 'digitalocean.size', /db-s-1vcpu-2gb/],
  ['a standby on 1 GB', { digitalocean: { size: 'db-s-1vcpu-1gb' } }, 'digitalocean.size', /needs 2 GB/],
  [
    'more data than fits',
    { memoryGb: 3, digitalocean: { size: 'db-s-2vcpu-4gb' } },
    'digitalocean.size',
    /room for 2\.5 GiB.*Choose db-s-4vcpu-8gb/,
  ],
  ['more data than any size has', { memoryGb: 100 }, 'memoryGb', /m-16vcpu-128gb/],
  ['nobody let in', { digitalocean: { firewall: {} } }, 'digitalocean.firewall', /open to the internet/],
  [
    'too many let in',
    { digitalocean: { firewall: { droplets: Array.from({ length: 101 }, String) } } },
    'digitalocean.firewall',
    /takes 100 rules, given 101/,
  ],
  [
    'IPv6',
    { digitalocean: { firewall: { cidrs: ['2001:db8::/32'] } } },
    'digitalocean.firewall.cidrs[0]',
    /IPv4/,
  ],
  [
    'a VPC by its name',
    { digitalocean: { privateNetworkUuid: 'default' } },
    'digitalocean.privateNetworkUuid',
    /a UUID/,
  ],
  [
    'durable without dumps',
    { digitalocean: { valkey: { persistence: 'off' } } },
    'digitalocean.valkey.persistence',
    /rules out/,
  ],
  [
    'events without K or E',
    { digitalocean: { valkey: { notifyKeyspaceEvents: 'x' } } },
    'digitalocean.valkey.notifyKeyspaceEvents',
    /K or E/,
  ],
  [
    'a password in clear',
    { digitalocean: { migration: { host: 'old', password: 'hunter2' } } },
    'digitalocean.migration.password',
    /in clear.*--secret/,
  ],
  ['a tag with a space', { tags: { 'cost centre': 'a' } }, 'tags.cost centre', /no such tag/],
];

describe('backend digitalocean: refuses, before anything is made,', () => {
  for (const [what, args, path, reason] of refused)
    it(what, () => {
      const problems = problemsOf(args);
      expect(problems.map((problem) => problem.path)).to.deep.equal([path]);
      expect(problems[0]?.reason).to.match(reason).and.not.contain('hunter2');
    });

  it('and says at once what a stack file without anything of its own lacks', () => {
    const { problems = [] } = judgeArgs({ backend: 'digitalocean' }, backends);
    expect(problems.map(({ path }) => path)).to.deep.equal(['digitalocean.region', 'digitalocean.firewall']);
  });
});

describe('backend digitalocean: guarantees', () => {
  it('what it always does, and what nobody can have there', () => {
    const { encryptionAtRest, encryptionInTransit, multiAz, snapshots } = digitalocean.guarantees(specOf());
    expect([encryptionAtRest.state, encryptionInTransit.state]).to.deep.equal(['always', 'always']);
    expect(multiAz).to.include({ state: 'not-offered', zones: 1 });
    expect(snapshots).to.include({ state: 'not-offered', retentionDays: 0 });
  });

  it('a failover only with a standby', () => {
    expect(digitalocean.guarantees(specOf()).automaticFailover.state).to.equal('always');
    const alone = digitalocean.guarantees(specOf({ replicas: 0 })).automaticFailover;
    expect(alone).to.deep.include({ state: 'off' });
    expect(alone.detail).to.contain('set replicas to 1');
  });
});
