// A stack on ElastiCache from its first deployment to its end, as `up --simulate` goes through it.

import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { argsOf } from '../unit/elasticache/specs.ts';
import { Life } from './life.ts';

const bindings = [{ kind: 'aws-secrets-manager', name: 'redis/prod' }];

describe('a life on ElastiCache', function () {
  this.timeout(300_000);
  let life: Life;
  before(async () => {
    life = await Life.begin();
  });
  after(() => life.end());

  const group = () => life.resource('main-group');

  it('begins with everything that belongs to it, and a connection', async () => {
    const steps = await life.up(argsOf({ bindings, tags: { owner: 'platform' } }));
    expect(steps).to.include.members(['create main-group', 'create main-key', 'create main-secret-value']);
    expect(life.connection).to.deep.include({ topology: 'standalone', tls: { enabled: true } });
    const { inputs } = group();
    expect(inputs).to.deep.include({
      engine: 'valkey',
      engineVersion: '8.0',
      numCacheClusters: 3,
      multiAzEnabled: true,
      automaticFailoverEnabled: true,
      transitEncryptionMode: 'required',
      authTokenUpdateStrategy: 'SET',
      snapshotRetentionLimit: 7,
    });
    expect(inputs.authToken)
      .to.match(/^[A-Za-z0-9-]{43}$/)
      .and.equal(life.connection.password);
    expect(inputs.finalSnapshotIdentifier).to.match(/^main-final-[0-9a-f]{8}$/);
    expect(inputs.kmsKeyId).to.equal(life.resource('main-key').outputs.arn);
    expect(life.resource('main-access').inputs).not.to.have.property('egress');
    const written = JSON.parse(String(life.resource('main-secret-value').inputs.secretString));
    expect(written).to.include({ REDIS_MODE: 'standalone', REDIS_PASSWORD: life.connection.password });
    for (const name of [
      'main-group',
      'main-key',
      'main-secret',
      'main-memory',
      'main-access',
      'main-slow-log',
    ])
      expect(life.resource(name).inputs.tags, name).to.deep.include({
        owner: 'platform',
        'redis-ha:instance': 'main',
      });
  });

  it('grows, moves its windows and changes its parameters in place', async () => {
    const steps = await life.up(
      argsOf({
        bindings,
        replicas: 3,
        version: '8.1',
        snapshots: { retentionDays: 14, window: '02:00-03:00' },
        maintenanceWindow: 'sun:04:00-sun:05:00',
        elasticache: { nodeType: 'cache.r7g.large', parameters: { timeout: '300' } },
      }),
    );
    expect(steps).to.include.members(['update main-group', 'update main-parameters', 'update main-memory']);
    expect(steps.filter((step) => /replace|delete|create/.test(step))).to.deep.equal([]);
    expect(group().outputs.memberClusters).to.have.length(4);
  });

  it('rotates its token: both are accepted, then the new one alone', async () => {
    const before = life.connection.password;
    expect(
      await life.up(argsOf({ bindings, version: '8.1', elasticache: { auth: { use: 2, alsoAccept: 1 } } })),
    ).to.include('update main-group');
    const between = life.connection.password;
    expect(between).not.to.equal(before);
    expect(group().inputs).to.include({ authToken: between, authTokenUpdateStrategy: 'ROTATE' });
    await life.up(argsOf({ bindings, version: '8.1', elasticache: { auth: { use: 2 } } }));
    expect(group().inputs).to.include({ authToken: between, authTokenUpdateStrategy: 'SET' });
    expect(life.connection.password).to.equal(between);
  });

  it('refuses what would lose the data in the preview, each with what to do instead', async () => {
    const kmsKeyId = 'arn:aws:kms:us-east-1:123456789012:key/a';
    const [status, ...errors] = await life.preview(
      argsOf({
        bindings,
        version: '8.0',
        topology: 'cluster',
        purpose: 'cache',
        encryption: { kmsKeyId },
        elasticache: { port: 6380 },
      }),
    );
    expect(status).to.equal('failed');
    const all = errors.join('\n');
    expect(all)
      .to.match(/elasticache\.port.*second instance/)
      .and.to.match(/encryption\.kmsKeyId.*decided when/);
    expect(all)
      .to.match(/version.*no way back/)
      .and.to.match(/topology.*compatible/);
    expect(all).to.contain('Set allowReplacement to true');
  });

  it('refuses to become serverless, or to lie in clear', async () => {
    const elasticache = { kind: 'serverless' };
    const serverless = await life.preview(
      argsOf({ bindings, topology: 'cluster', purpose: 'cache', elasticache }),
    );
    expect(serverless.join('\n')).to.match(/elasticache\.kind.*would be deleted/);
    const clear = await life.preview(argsOf({ bindings, version: '8.1', encryption: { atRest: false } }));
    expect(clear.join('\n')).to.match(/encryption\.atRest.*decided when/);
  });

  it('lets the data go when it is told to', async () => {
    const snapshot = group().inputs.finalSnapshotIdentifier;
    const steps = await life.up(
      argsOf({ bindings, version: '8.1', allowReplacement: true, elasticache: { port: 6380 } }),
    );
    expect(steps).to.include.members(['create-replacement main-group', 'delete-replaced main-group']);
    expect(group().inputs.finalSnapshotIdentifier, 'a snapshot of its own').not.to.equal(snapshot);
    expect(life.connection.endpoints[0]?.port).to.equal(6380);
  });

  it('refuses to be destroyed while it is protected, and goes when it is not', async () => {
    const args = { bindings, version: '8.1', elasticache: { port: 6380 } };
    await life.up(argsOf({ ...args, protect: true }));
    expect((await life.destroy())[0]).to.equal('failed');
    const rotating = { ...args.elasticache, auth: { use: 3, alsoAccept: 2 } };
    expect(await life.up(argsOf({ ...args, protect: true, elasticache: rotating })), 'rotated').to.include(
      'update main-group',
    );
    await life.up(argsOf(args));
    const steps = await life.destroy();
    expect(steps).to.include.members(['delete main-group', 'delete main-secret']);
  });
});

describe('other shapes on ElastiCache', function () {
  this.timeout(300_000);
  let life: Life;
  before(async () => {
    life = await Life.begin();
  });
  after(() => life.end());

  it('a cluster has one address to ask for the others, and one alarm for ten nodes', async () => {
    const steps = await life.up(argsOf({ topology: 'cluster', shards: 4, engine: 'redis' }));
    expect(steps).to.include.members(['create main-memory', 'create main-memory-2']);
    expect(life.connection.topology).to.equal('cluster');
    expect(life.connection.endpoints[0]?.host).to.match(/^clustercfg\./);
    expect(life.connection).not.to.have.property('reader');
    expect(life.resource('main-parameters').inputs).to.deep.include({ family: 'redis7' });
    expect(life.resource('main-parameters').inputs.parameters).to.deep.include({
      name: 'cluster-enabled',
      value: 'yes',
    });
    await life.destroy();
  });

  it('users in place of a token have a name, and two passwords while they rotate', async () => {
    await life.up(argsOf({ elasticache: { auth: { mode: 'users', use: 2, alsoAccept: 1 } } }));
    expect(life.connection.username).to.equal('application');
    expect(life.resource('main-group').inputs).not.to.have.property('authToken');
    const { authenticationMode } = life.resource('main-user').inputs as {
      authenticationMode: { passwords: string[] };
    };
    expect(authenticationMode.passwords).to.have.length(2).and.include(life.connection.password);
    await life.destroy();
  });

  it('a serverless cache has a reader of its own', async () => {
    const elasticache = { kind: 'serverless', serverless: { maxDataGb: 5 } };
    const steps = await life.up(argsOf({ topology: 'cluster', purpose: 'cache', elasticache }));
    expect(steps).to.include.members(['create main-cache', 'create main-users', 'create main-throttled']);
    expect(life.connection).to.deep.include({ topology: 'cluster', username: 'application' });
    expect(life.connection.reader?.port).to.equal(6380);
    await life.destroy();
  });

  it('subnets that cover too few zones are refused before anything is made', async () => {
    const subnetIds = ['subnet-00000001', 'subnet-00000002', 'subnet-00000003'];
    const subnetZones = {
      'subnet-00000001': 'us-east-1a',
      'subnet-00000002': 'us-east-1a',
      'subnet-00000003': 'us-east-1b',
    };
    const network = { subnetIds, subnetZones, allowedCidrs: ['10.0.0.0/16'] };
    const [status, ...errors] = await life.preview(argsOf({ elasticache: { network } }));
    expect(status).to.equal('misconfigured');
    expect(errors.join()).to.contain('us-east-1a and us-east-1b alone');
  });
});
