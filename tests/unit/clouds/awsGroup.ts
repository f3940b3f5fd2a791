import { SimulatedAws } from '../../../engine/clouds/aws/index.ts';
import { type PropertyMap, Secret } from '../../../engine/wire/value.ts';

export const group = 'aws:elasticache/replicationGroup:ReplicationGroup';
export const parameters = 'aws:elasticache/parameterGroup:ParameterGroup';

export const call = (type: string, preview = false) => ({
  urn: `urn:pulumi:prod::redis-ha::${type}::main`,
  type,
  name: 'main',
  preview,
  signal: new AbortController().signal,
  progress() {},
});

export const right: PropertyMap = {
  description: 'Redis',
  engine: 'valkey',
  engineVersion: '8.0',
  nodeType: 'cache.t4g.small',
  clusterMode: 'disabled',
  numCacheClusters: 3,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  transitEncryptionMode: 'required',
  authToken: new Secret('abcdefghijklmnop'),
  snapshotRetentionLimit: 7,
  snapshotWindow: '02:00-03:00',
  maintenanceWindow: 'sun:04:00-sun:05:00',
};
export const sharded: PropertyMap = {
  clusterMode: 'enabled',
  numCacheClusters: null,
  numNodeGroups: 3,
  replicasPerNodeGroup: 1,
};

export async function failuresOf(type: string, inputs: PropertyMap): Promise<string[]> {
  const { failures } = await new SimulatedAws().check(call(type), {}, inputs);
  return failures.map(({ property, reason }) => `${property}: ${reason}`);
}
