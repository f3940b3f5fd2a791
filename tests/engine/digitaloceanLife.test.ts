import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { argumentsOf, Life } from './life.ts';

const args = argumentsOf('digitalocean', {
  region: 'fra1',
  size: 'db-s-1vcpu-2gb',
  firewall: { tags: ['staging'] },
});

describe('a stack on simulated DigitalOcean, from beginning to end', function () {
  this.timeout(120_000);
  let life: Life;
  before(async () => {
    life = await Life.begin();
  });
  after(() => life.end());

  it('is made as it was previewed, and then there is nothing left to do', async () => {
    const creations = [
      'create main',
      'create main-guard',
      'create main-config',
      'create main-firewall',
      'create main-valkey',
    ];
    expect(await life.beginsAsPreviewed(args())).to.include.members(creations);
  });

  it('orders what was asked for, each setting from one writer alone', () => {
    const { inputs: cluster } = life.resource('main-valkey');
    expect(cluster).to.deep.include({
      engine: 'valkey',
      version: '8',
      nodeCount: 2,
      evictionPolicy: 'noeviction',
    });
    const { inputs: config } = life.resource('main-config');
    expect(config).to.deep.include({ ssl: true, persistence: 'rdb', timeout: 0 });
    expect(config).not.to.have.property('valkeyMaxmemoryPolicy');
    const { inputs: firewall } = life.resource('main-firewall');
    expect(firewall.rules).to.deep.equal([{ type: 'tag', value: 'staging' }]);
  });

  it('hands out the private name over TLS, as the service writes it', () => {
    const connection = life.connection;
    const { outputs } = life.resource('main-valkey');
    expect(connection.topology).to.equal('standalone');
    expect(connection.url).to.equal(outputs.privateUri);
    expect(connection.tls).to.deep.equal({ enabled: true });
  });

  it('hands out the public name, and the authority of the team, to who asks for them', async () => {
    await life.up(args({}, { endpoint: 'public', certificateAuthority: 'project' }));
    const connection = life.connection;
    const { outputs } = life.resource('main-valkey');
    expect(connection.url).to.equal(outputs.uri);
    expect(connection.tls.ca).to.match(/^-----BEGIN CERTIFICATE-----/);
  });

  // tests/unit/clouds looks at every property by itself; here they go through the program, the engine and the state together.
  it('grows, moves, changes its purpose and lets others in, all in place', async () => {
    const changes = {
      purpose: 'cache',
      replicas: 0,
      tags: { team: 'a' },
      maintenanceWindow: 'mon:01:00-mon:02:00',
    };
    const ownChanges = {
      size: 'db-s-2vcpu-4gb',
      region: 'ams3',
      firewall: { cidrs: ['203.0.113.7'] },
      valkey: { notifyKeyspaceEvents: 'Ex' },
    };
    const before = life.resource('main-valkey').outputs;
    expect(await life.up(args(changes, ownChanges))).to.include.members([
      'update main-config',
      'update main-firewall',
      'update main-valkey',
    ]);
    expect(life.connection.url).to.equal(before.privateUri);
    expect(life.resource('main-valkey').outputs).to.deep.include({
      region: 'ams3',
      nodeCount: 1,
      evictionPolicy: 'allkeys_lru',
    });
  });

  it('refuses in the preview what the service would refuse', async () => {
    const [status, ...wrong] = await life.preview(args({}, { region: 'xyz9' }));
    expect(status).to.equal('failed');
    expect(wrong.join()).to.contain('region').and.contain('Expected ams3');
  });

  it('refuses to lose its data to another VPC, and lets them go when that is meant', async () => {
    const privateNetworkUuid = '5a4981aa-9653-4bd1-bef5-d6bff52042e4';
    const [status, ...wrong] = await life.preview(args({}, { privateNetworkUuid }));
    expect(status).to.equal('failed');
    expect(wrong.join()).to.contain('digitalocean.migration').and.contain('allowReplacement');
    const meant = await life.up(args({ allowReplacement: true }, { privateNetworkUuid }));
    expect(meant).to.include.members(['replace main-valkey', 'replace main-firewall', 'replace main-config']);
  });

  it('goes, and takes its firewall and settings along', async () => {
    expect(await life.destroy()).to.include.members(['delete main-firewall', 'delete main-valkey']);
  });
});
