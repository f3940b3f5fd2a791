// The addresses of a group: in cluster mode one to ask for the others, otherwise one for the primary and one for readers. The
// provider gives either, never both (replication_group.go, Read). The names are as AWS' documentation shows them
// (AmazonElastiCache/latest/dg/Endpoints.html); nobody should build one.

import type { Made, OutputRow } from '../../tables/index.ts';
import { regionOf } from '../common.ts';

const source = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html';

type WithId = Made & { id: string };

function isCluster({ inputs }: Made): boolean {
  return inputs.clusterMode === 'enabled' || inputs.numNodeGroups !== undefined;
}

function host(made: WithId, prefix: string): string {
  const [place, ...rest] = regionOf(made).split('-');
  const short = `${place}${rest.map((part) => (/^\d$/.test(part) ? part : part.slice(0, 1))).join('')}`;
  return `${prefix}.${made.id}.${made.digits(6, 'zone')}.${short}.cache.amazonaws.com`;
}

export const configurationEndpoint: OutputRow = {
  source,
  follows: ['clusterMode'],
  value: (made) => (isCluster(made) ? host(made, 'clustercfg') : undefined),
};

export const primaryEndpoint: OutputRow = {
  source,
  follows: ['clusterMode'],
  value: (made) => (isCluster(made) ? undefined : host(made, 'master')),
};

export const readerEndpoint: OutputRow = {
  source,
  follows: ['clusterMode'],
  value: (made) => (isCluster(made) ? undefined : host(made, 'replica')),
};

/** `main-001`, …, and `main-0001-001`, … in cluster mode. */
export const members: OutputRow = {
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html',
  follows: ['numCacheClusters', 'numNodeGroups', 'replicasPerNodeGroup', 'clusterMode'],
  value(made) {
    const { inputs, id } = made;
    if (!isCluster(made))
      return numbered(Number(inputs.numCacheClusters ?? 1), 3).map((node) => `${id}-${node}`);
    const nodes = numbered(Number(inputs.replicasPerNodeGroup ?? 0) + 1, 3);
    return numbered(Number(inputs.numNodeGroups ?? 1), 4).flatMap((shard) =>
      nodes.map((node) => `${id}-${shard}-${node}`),
    );
  },
};

function numbered(count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, '0'));
}
