import { expect } from 'chai';
import { describe, it } from 'mocha';
import { billOf, NoPrice, needsOf, type Priced, type Use, usualLoad } from '../../../cost/index.ts';

const use: Use = { needs: needsOf(usualLoad) };

function group(inputs: Record<string, unknown>): Priced {
  return { type: 'aws:elasticache/replicationGroup:ReplicationGroup', inputs };
}

describe('a bill', () => {
  it('has the nodes of a replication group, by its engine', () => {
    const three = { nodeType: 'cache.t4g.small', numCacheClusters: 3 };
    expect(usdOf([group({ ...three, engine: 'valkey' })])).to.be.closeTo(3 * 730 * 0.0256, 1e-9);
    expect(usdOf([group({ ...three, engine: 'redis' })])).to.be.closeTo(3 * 730 * 0.032, 1e-9);
  });

  it('counts every node of every shard', () => {
    const shards = {
      nodeType: 'cache.m7g.large',
      engine: 'valkey',
      numNodeGroups: 3,
      replicasPerNodeGroup: 2,
    };
    expect(usdOf([group(shards)])).to.be.closeTo(9 * 730 * 0.1264, 1e-9);
  });

  it('has what stands around the nodes', () => {
    const around = [
      'aws:kms/key:Key',
      'aws:secretsmanager/secret:Secret',
      'aws:ec2/securityGroup:SecurityGroup',
    ];
    const { lines, usd } = billOf(
      around.map((type) => ({ type, inputs: {} })),
      use,
    );
    expect(lines.map(({ what }) => what)).to.deep.equal(['KMS key', 'Secrets Manager entry']);
    expect(usd).to.equal(1.4);
  });

  it('has both nodes at DigitalOcean, and commands and Prod Pack at Upstash', () => {
    const database = { type: 'digitalocean:index/databaseCluster:DatabaseCluster', inputs: {} };
    expect(usdOf([{ ...database, inputs: { size: 'db-s-1vcpu-2gb', nodeCount: 2 } }])).to.equal(60);
    const upstash = { type: 'upstash:index/redisDatabase:RedisDatabase', inputs: { prodPack: true } };
    const idle = { needs: { ...use.needs, commandsPerMonth: 1e6, trafficGb: 0 } };
    expect(billOf([upstash], idle).usd).to.equal(202);
  });

  it('puts the pods of several sets on the same machines, and takes the price that it is given', () => {
    const set = (memory: string, storage: string): Priced => ({
      type: 'kubernetes:apps/v1:StatefulSet',
      inputs: {
        spec: {
          replicas: 3,
          template: { spec: { containers: [{ resources: { requests: { memory } } }] } },
          volumeClaimTemplates: [{ spec: { resources: { requests: { storage } } } }],
        },
      },
    });
    const sets = [set('1576Mi', '5Gi'), set('64Mi', '1Gi')];
    expect(usdOf(sets)).to.be.closeTo(3 * 24 + 18 * 0.1, 1e-9);
    expect(billOf(sets, { ...use, machinePrice: 7 }).usd).to.be.closeTo(3 * 7 + 18 * 0.1, 1e-9);
  });

  it('costs nothing on this machine', () => {
    const { lines, usd, unpriced } = billOf(
      [
        { type: 'redis-local:index:Server', inputs: {} },
        { type: 'redis-ha:index:RedisHA', inputs: {} },
      ],
      use,
    );
    expect({ lines, usd, unpriced }).to.deep.equal({ lines: [], usd: 0, unpriced: [] });
  });

  it('says which types it knows nothing of', () => {
    const stranger = { type: 'aws:rds/instance:Instance', inputs: {} };
    expect(billOf([stranger, stranger], use).unpriced).to.deep.equal(['aws:rds/instance:Instance']);
  });

  it('refuses a size without a price, and takes one that is given', () => {
    const unknown = group({ nodeType: 'cache.r7g.16xlarge', engine: 'valkey', numCacheClusters: 2 });
    expect(() => billOf([unknown], use)).to.throw(NoPrice, 'cache.r7g.16xlarge with valkey');
    expect(billOf([unknown], { ...use, nodePrice: 2 }).usd).to.equal(2 * 730 * 2);
  });
});

function usdOf(resources: Priced[]): number {
  return billOf(resources, use).usd;
}
