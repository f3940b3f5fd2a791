// What the suite has to know of a backend to judge it. The rest it takes from what the program does.

import { SimulatedAws } from '../../engine/clouds/aws/index.ts';
import { SimulatedDigitalOcean } from '../../engine/clouds/digitalocean/index.ts';
import { SimulatedKubernetes } from '../../engine/clouds/kubernetes/index.ts';
import { SimulatedUpstash } from '../../engine/clouds/upstash/index.ts';
import type { ProviderFactory } from '../../engine/events.ts';
import type { BackendName } from '../../providers/backend.ts';
import { RedisCredentials } from '../../providers/credentials/index.ts';
import { RedisLocal } from '../../providers/local/provider/index.ts';
import { freePorts } from './ports.ts';

export interface Subject {
  /** Of its list of URNs. */
  name: string;
  backend: BackendName;
  /** Its providers, by package name. */
  providers: Record<string, ProviderFactory>;
  topology: 'standalone' | 'sentinel' | 'cluster';
  /** Its service has no tags, so that asking for some is a mistake. */
  untagged?: true;
  /** Everything it has bears its name, data too, so that another name is refused. */
  keepsName?: true;
  /** A provider that a program may hand to the component, and what shows in the outputs that it was asked. */
  elsewhere?: { package: string; args: Record<string, string>; seen: string };
  /** Arguments for an instance that can stand beside another one of the same kind. */
  instance(): Promise<Record<string, unknown>>;
}

const local: Subject = {
  name: 'local',
  backend: 'local',
  providers: { 'redis-local': (context) => new RedisLocal(context) },
  topology: 'sentinel',
  async instance() {
    const [basePort, sentinelBasePort] = await freePorts(3, 3);
    return { failover: { profile: 'fast' }, local: { basePort, sentinelBasePort } };
  },
};

const localCluster: Subject = {
  ...local,
  name: 'local-cluster',
  topology: 'cluster',
  async instance() {
    const [basePort, busBasePort] = await freePorts(25, 25);
    return { topology: 'cluster', failover: { profile: 'fast' }, local: { basePort, busBasePort } };
  },
};

const kubernetes: Subject = {
  name: 'kubernetes',
  backend: 'kubernetes',
  providers: {
    'redis-credentials': () => new RedisCredentials(),
    kubernetes: () => new SimulatedKubernetes(),
  },
  topology: 'sentinel',
  keepsName: true,
  // Names begin with the instance's, so nothing has to be told apart.
  async instance() {
    return { kubernetes: { context: 'nowhere', metrics: { exporter: true } } };
  },
};

const kubernetesCluster: Subject = {
  ...kubernetes,
  name: 'kubernetes-cluster',
  topology: 'cluster',
  async instance() {
    return { topology: 'cluster', kubernetes: { context: 'nowhere', metrics: { exporter: true } } };
  },
};

const network = {
  vpcTags: { Name: 'main' },
  subnetTags: { tier: 'private' },
  allowedCidrs: ['10.0.0.0/16'],
};

const elasticache: Subject = {
  name: 'elasticache',
  backend: 'elasticache',
  providers: {
    'redis-credentials': () => new RedisCredentials(),
    aws: () => new SimulatedAws(),
  },
  topology: 'standalone',
  elsewhere: { package: 'aws', args: { region: 'us-west-2' }, seen: 'us-west-2' },
  async instance() {
    return { elasticache: { nodeType: 'cache.t4g.small', network } };
  },
};

const elasticacheCluster: Subject = {
  ...elasticache,
  name: 'elasticache-cluster',
  topology: 'cluster',
  async instance() {
    return { topology: 'cluster', shards: 2, elasticache: { nodeType: 'cache.t4g.small', network } };
  },
};

const elasticacheServerless: Subject = {
  ...elasticache,
  name: 'elasticache-serverless',
  topology: 'cluster',
  async instance() {
    return { topology: 'cluster', purpose: 'cache', elasticache: { kind: 'serverless', network } };
  },
};

const digitalocean: Subject = {
  name: 'digitalocean',
  backend: 'digitalocean',
  providers: {
    'redis-credentials': () => new RedisCredentials(),
    digitalocean: () => new SimulatedDigitalOcean(),
  },
  topology: 'standalone',
  elsewhere: { package: 'digitalocean', args: { apiEndpoint: 'https://api.example.org' }, seen: 'fra1' },
  async instance() {
    return { digitalocean: { region: 'fra1', firewall: { tags: ['web'] } } };
  },
};

const upstash: Subject = {
  name: 'upstash',
  backend: 'upstash',
  providers: {
    'redis-credentials': () => new RedisCredentials(),
    upstash: () => new SimulatedUpstash(),
  },
  topology: 'standalone',
  untagged: true,
  elsewhere: {
    package: 'upstash',
    args: { email: 'team@example.org' },
    seen: 'eu-central-1',
  },
  async instance() {
    return { upstash: { primaryRegion: 'eu-central-1', readRegions: ['us-east-1'], prodPack: true } };
  },
};

/** Every backend, in each of its forms. */
export const subjects: readonly Subject[] = [
  local,
  localCluster,
  kubernetes,
  kubernetesCluster,
  elasticache,
  elasticacheCluster,
  elasticacheServerless,
  digitalocean,
  upstash,
];
