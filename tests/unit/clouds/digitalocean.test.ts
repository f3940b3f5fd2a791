// What DigitalOcean and its provider refuse, each as the service's own documentation says it.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { SimulatedDigitalOcean } from '../../../engine/clouds/digitalocean/index.ts';
import { type PropertyMap, Secret, unknown } from '../../../engine/wire/value.ts';
import { call, change, refusals } from './ask.ts';

const cloud = new SimulatedDigitalOcean();
const type = (name: string) => `digitalocean:index/${name[0]?.toLowerCase()}${name.slice(1)}:${name}`;
const uuid = '5a4981aa-9653-4bd1-bef5-d6bff52042e4';
const cluster: PropertyMap = {
  engine: 'valkey',
  version: '8',
  region: 'fra1',
  size: 'db-s-1vcpu-2gb',
  nodeCount: 2,
};

const refusedClusters: [string, PropertyMap, string][] = [
  [
    'the Redis that the plan wanted',
    { engine: 'redis', version: '7' },
    'engine: New Redis (Caching) clusters',
  ],
  ['the three nodes that the API lists', { nodeCount: 3 }, 'nodeCount: Valkey has one standby at most'],
  ['no node at all', { nodeCount: 0 }, 'nodeCount: '],
  ['a standby on the smallest plan', { size: 'db-s-1vcpu-1gb' }, 'size: A standby needs a plan of 2 GB'],
  ['a size of Droplets', { size: 's-1vcpu-2gb' }, 'size: Expected '],
  ['a size that does not exist', { size: 'db-s-3vcpu-6gb' }, 'size: Expected '],
  ['a region without databases', { region: 'nyc2' }, 'region: Expected '],
  ['another version', { version: '7' }, 'version: Valkey can be ordered in version "8"'],
  ['no version, although its type allows that', { version: null }, 'version: Is missing'],
  [
    'a policy with dashes',
    { evictionPolicy: 'allkeys-lru' },
    'evictionPolicy: Expected noeviction, allkeys_lru',
  ],
  ['a policy as the SDK documents it', { evictionPolicy: 'allkeysLru' }, 'evictionPolicy: Expected '],
  [
    'a backup to begin with',
    { backupRestore: { databaseName: 'old' } },
    'backupRestore: Backups are not supported',
  ],
  ['a mode of SQL', { sqlMode: 'ANSI' }, 'sqlMode: Is only supported for MySQL'],
  [
    'a short day',
    { maintenanceWindows: [{ day: 'tue', hour: '03:00' }] },
    'maintenanceWindows[0].day: Expected ',
  ],
  [
    'an hour after midnight',
    { maintenanceWindows: [{ day: 'monday', hour: '24:00' }] },
    'maintenanceWindows[0].hour',
  ],
  ['a tag with a space', { tags: ['a b'] }, 'tags[0]: Expected '],
  ['a VPC by its name', { privateNetworkUuid: 'default-fra1' }, 'privateNetworkUuid: Expected a UUID'],
  ['a property of old', { clusterMode: true }, 'clusterMode: There is no such property'],
];

describe('simulated DigitalOcean: a cluster', () => {
  it('is taken as it is ordered here, small and large, known and not known yet', async () => {
    const all: PropertyMap[] = [
      {},
      { nodeCount: 1, size: 'db-s-1vcpu-1gb' },
      {
        size: 'm-32vcpu-256gb',
        tags: ['team:a'],
        maintenanceWindows: [{ day: 'Tuesday', hour: '03:00:00' }],
      },
      { privateNetworkUuid: unknown, projectId: uuid },
    ];
    for (const changes of all)
      expect(await refusals(cloud, type('DatabaseCluster'), { ...cluster, ...changes })).to.deep.equal([]);
  });

  for (const [what, inputs, refusal] of refusedClusters)
    it(`is refused with ${what}`, async () => {
      const found = await refusals(cloud, type('DatabaseCluster'), { ...cluster, ...inputs });
      expect(
        found.some((line) => line.startsWith(refusal)),
        found.join('\n'),
      ).to.equal(true);
    });

  it('is resized, moved and told another policy in place, and replaced for its name, VPC and project', async () => {
    const named = { ...cluster, name: 'main-1', privateNetworkUuid: uuid, projectId: uuid, tags: ['a'] };
    for (const changes of [
      { size: 'db-s-2vcpu-4gb' },
      { nodeCount: 1 },
      { region: 'ams3' },
      { evictionPolicy: 'noeviction' },
      { tags: ['a', 'b'] },
      { maintenanceWindows: [{ day: 'monday', hour: '01:00' }] },
    ])
      expect(await change(cloud, type('DatabaseCluster'), named, changes)).to.deep.equal({
        diffs: Object.keys(changes),
        replaces: [],
      });
    for (const property of ['name', 'privateNetworkUuid', 'projectId'])
      expect(
        await change(cloud, type('DatabaseCluster'), named, {
          [property]: 'a5a981aa-9653-4bd1-bef5-d6bff52042e4',
        }),
      ).to.deep.equal({ diffs: [property], replaces: [property] });
  });

  it('says nothing in a preview that only the service knows, and one story afterwards', async () => {
    const { inputs } = await cloud.check(call(type('DatabaseCluster')), {}, cluster);
    const announced = await cloud.create(call(type('DatabaseCluster'), true), inputs);
    for (const property of ['host', 'privateHost', 'port', 'uri', 'privateUri', 'user', 'password'])
      expect(announced.outputs[property], property).to.equal(unknown);
    const { id, outputs } = await cloud.create(call(type('DatabaseCluster')), inputs);
    expect(id).to.match(/^[0-9a-f-]{36}$/);
    const { host, port, user, password } = outputs;
    expect(outputs.uri).to.equal(`rediss://${user}:${password}@${host}:${port}`);
    expect(outputs.privateUri).to.equal(`rediss://${user}:${password}@private-${host}:${port}`);
  });
});

describe('simulated DigitalOcean: what belongs to a cluster', () => {
  const config = (inputs: PropertyMap) =>
    refusals(cloud, type('DatabaseValkeyConfig'), { clusterId: uuid, ...inputs });
  const firewall = (ruleType: string, value: string) =>
    refusals(cloud, type('DatabaseFirewall'), { clusterId: uuid, rules: [{ type: ruleType, value }] });

  it('settings are taken within the ranges that the API publishes', async () => {
    const whole = { ssl: true, persistence: 'rdb', timeout: 0, notifyKeyspaceEvents: 'KEA' };
    expect(await config({ ...whole, ioThreads: 32, numberOfDatabases: 128 })).to.deep.equal([]);
    for (const [property, value] of Object.entries({
      ioThreads: 33,
      numberOfDatabases: 0,
      pubsubClientOutputBufferLimit: 16,
      timeout: 31_536_001,
      valkeyActiveExpireEffort: 11,
      persistence: 'aof',
      notifyKeyspaceEvents: 'Kt',
      // With underscores, as the other writer of the same setting wants it.
      valkeyMaxmemoryPolicy: 'allkeys_lru',
    }))
      expect((await config({ [property]: value })).join(), property).to.match(new RegExp(`^${property}: `));
  });

  it('rules of the firewall name what their type says, IPv4 alone, 100 at most and one at least', async () => {
    for (const [ruleType, value] of [
      ['tag', 'web'],
      ['droplet', '163973392'],
      ['k8s', uuid],
      ['app', uuid],
      ['ip_addr', '203.0.113.7'],
      ['ip_addr', '10.110.0.0/20'],
    ] as const)
      expect(await firewall(ruleType, value), value).to.deep.equal([]);
    expect((await firewall('ipAddr', '10.0.0.1')).join()).to.match(/^rules\[0\]\.type: Expected .*ip_addr/);
    expect((await firewall('ip_addr', '2001:db8::1')).join()).to.contain('no IPv6 is taken');
    expect((await firewall('ip_addr', '10.0.0.0/33')).join()).to.match(/^rules\[0\]\.value: /);
    expect((await firewall('droplet', 'web-01')).join()).to.match(/^rules\[0\]\.value: /);
    expect((await firewall('k8s', 'my-cluster')).join()).to.match(/^rules\[0\]\.value: /);
    const rules = Array.from({ length: 101 }, () => ({ type: 'tag', value: 'web' }));
    for (const wrong of [[], rules])
      expect(
        (await refusals(cloud, type('DatabaseFirewall'), { clusterId: uuid, rules: wrong })).join(),
      ).to.contain('1 to 100 elements');
  });

  it('a migration wants every part of its source, and never repeats the password', async () => {
    const source = { host: 'old', port: 6379, dbName: '0', username: 'default', password: new Secret(7) };
    const found = await refusals(cloud, type('DatabaseOnlineMigration'), { clusterId: uuid, source });
    expect(found).to.deep.equal(['source.password: Expected text.']);
    const { port: _, ...without } = { ...source, password: new Secret('hidden') };
    expect(
      await refusals(cloud, type('DatabaseOnlineMigration'), { clusterId: uuid, source: without }),
    ).to.deep.equal(['source.port: Is missing.']);
  });

  it('another cluster means another firewall, other settings and another migration', async () => {
    const other = { clusterId: 'a5a981aa-9653-4bd1-bef5-d6bff52042e4' };
    for (const name of ['DatabaseFirewall', 'DatabaseValkeyConfig', 'DatabaseOnlineMigration'])
      expect(await change(cloud, type(name), { clusterId: uuid }, other)).to.deep.equal({
        diffs: ['clusterId'],
        replaces: ['clusterId'],
      });
  });
});
