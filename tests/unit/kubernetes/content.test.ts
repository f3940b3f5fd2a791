import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { accessFiles, type Generations, users } from '../../../providers/kubernetes/access.ts';
import { contentName } from '../../../providers/kubernetes/contentName.ts';
import { accessContent, config, members, scripts } from '../../../providers/kubernetes/manifests/index.ts';
import {
  certificateNames,
  planOf,
  sentinelId,
  sentinelsOf,
  serversOf,
} from '../../../providers/kubernetes/plan.ts';
import { specOf } from './specs.ts';

const files = fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { minKeys: 1 });

function generation(word: string): Record<string, string> {
  return Object.fromEntries(users.map((user) => [user, `${word}-${user}`]));
}

describe('names by content', () => {
  it('are the same for the same content, whatever its order, and valid for the API', () => {
    fc.assert(
      fc.property(files, (content) => {
        const turned = Object.fromEntries(Object.entries(content).reverse());
        expect(contentName('main-config', turned)).to.equal(contentName('main-config', content));
        expect(contentName('main-config', content)).to.match(/^main-config-[0-9a-f]{10}$/);
      }),
    );
  });

  it('differ as soon as anything in the content does', () => {
    fc.assert(
      fc.property(files, fc.string({ minLength: 1 }), (content, more) => {
        const [key = ''] = Object.keys(content);
        const changed = { ...content, [key]: content[key] + more };
        expect(contentName('a', changed)).not.to.equal(contentName('a', content));
      }),
    );
  });

  it('change with a setting, which rolls the pods, and not with the number of replicas, which must not', () => {
    const named = (args: object) => config(planOf('main', specOf({ ...args }))).metadata.name;
    expect(named({ memoryGb: 2 })).not.to.equal(named({ memoryGb: 1 }));
    expect(named({ failover: { profile: 'calm' } })).not.to.equal(named({}));
    expect(named({ replicas: 4 })).to.equal(named({ replicas: 2 }));
  });

  it('are given to what is immutable; who the members are keeps its name and changes in place', () => {
    const [small, large] = [planOf('main', specOf()), planOf('main', specOf({ replicas: 4 }))];
    expect(scripts(small)).to.include({ immutable: true });
    expect(config(small)).to.include({ immutable: true });
    expect(members(small)).not.to.have.property('immutable');
    expect(members(large).metadata.name).to.equal(members(small).metadata.name);
    expect(members(large).data).not.to.deep.equal(members(small).data);
  });
});

describe('passwords on Kubernetes', () => {
  const first: Generations = { '1': generation('old') };
  const both: Generations = { '1': generation('old'), '2': generation('new') };

  it('stand in the ACL files as hashes only', () => {
    const written = accessFiles(both, 1);
    for (const file of ['users.acl', 'sentinel-users.acl'])
      for (const user of users) expect(written[file]).not.to.contain(`old-${user}`);
    expect(written['replication-password']).to.equal('old-replication');
  });

  it('are two at a time while they rotate: nobody is locked out by the order in which pods restart', () => {
    const hashes = (acl: string, user: string) =>
      acl
        .split('\n')
        .find((line) => line.startsWith(`user ${user} `))
        ?.match(/#[0-9a-f]{64}/g) ?? [];
    const before = accessFiles(first, 1);
    const during = [accessFiles(both, 1), accessFiles(both, 2)];
    for (const file of ['users.acl', 'sentinel-users.acl'])
      for (const step of during) {
        const old = hashes(before[file] ?? '', 'application');
        expect(old).to.have.length(1);
        expect(hashes(step[file] ?? '', 'application'))
          .to.have.length(2)
          .and.to.include(old[0]);
      }
    expect(during[0]?.['replication-password']).to.equal('old-replication');
    expect(during[1]?.['replication-password']).to.equal('new-replication');
  });

  it('give each step of a rotation a Secret of its own', () => {
    const step = (passwords: object, generations: Generations) =>
      accessContent(planOf('main', specOf({ kubernetes: { passwords } })), generations).name;
    const names = [
      step({ use: 1 }, first),
      step({ use: 1, alsoAccept: 2 }, both),
      step({ use: 2, alsoAccept: 1 }, both),
      step({ use: 2 }, { '2': generation('new') }),
    ];
    expect(new Set(names)).to.have.property('size', 4);
  });

  it('let nobody in without a name', () => {
    const written = accessFiles(first, 1);
    for (const file of ['users.acl', 'sentinel-users.acl'])
      expect(written[file]?.split('\n')[0]).to.equal('user default off');
  });
});

describe('members on Kubernetes', () => {
  it('are told in full names, each under a certificate name', () => {
    const plan = planOf('main', specOf({ kubernetes: { namespace: 'ha', clusterDomain: 'example.org' } }));
    const { dns } = certificateNames(plan);
    const hosts = [...serversOf(plan), ...sentinelsOf(plan)].map(({ host }) => host);
    expect(hosts[0]).to.equal('main-data-0.main-data.ha.svc.example.org');
    for (const host of hosts) expect(dns).to.include(host.replace(/^[^.]+/, '*'));
  });

  it('keep their Sentinel ids for ever, and share none', () => {
    const plan = planOf('main', specOf());
    const ids = sentinelsOf(plan).map((member) => sentinelId(plan, member));
    expect(new Set(ids)).to.have.property('size', 3);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{40}$/);
    const other = planOf('cache', specOf());
    expect(sentinelsOf(other).map((member) => sentinelId(other, member))).not.to.include.members(ids);
  });
});
