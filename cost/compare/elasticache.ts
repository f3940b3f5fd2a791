import type { Priced } from '../bill/index.ts';
import type { Needs } from '../load/index.ts';
import { type NodeType, nodeTypes } from '../prices/index.ts';
import type { Candidate, Sized, Wanted } from './option.ts';

/** What is left for data: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html */
const usableShare = 0.75;
/** Shards are made of these, the largest whose price is known; there are two at least. */
const shardType = 'cache.r6g.large';

const byPrice = Object.entries(nodeTypes).sort(([, a], [, b]) => a.valkey.usd - b.valkey.usd);

export function elasticache(needs: Needs, { replicas, retentionDays }: Wanted): Candidate {
  const { nodeType, shards } = fitting(needs);
  const usableGb = shards * usable(nodeTypes[nodeType]);
  const sized = (replicas: number): Sized => {
    const nodes = shards * (replicas + 1);
    const cluster = shards > 1 ? { topology: 'cluster', shards } : {};
    return {
      what: `${nodes} × ${nodeType}${shards > 1 ? ` in ${shards} shards` : ''}`,
      args: { backend: 'elasticache', ...cluster, replicas, elasticache: { nodeType } },
      usableGb,
      resources: [group({ nodeType, shards, replicas, retentionDays }), ...around],
    };
  };
  const { coreShare = 1 } = nodeTypes[nodeType] ?? {};
  const burstable =
    coreShare < 1
      ? [
          `${nodeType} earns ${100 * coreShare} % of a core for ever; ${percent(needs.cores / coreShare)} of that is used at the busiest moment.`,
        ]
      : [];
  const notes = [...burstable, 'Prices of us-east-1; other regions cost more: --node-price.'];
  return {
    backend: 'elasticache',
    title: 'ElastiCache',
    cannot: [],
    available: sized(replicas),
    single: sized(0),
    notes,
  };
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function fitting({ memoryGb, cores, connections }: Needs): { nodeType: string; shards: number } {
  const one = byPrice.find(
    ([, type]) => usable(type) >= memoryGb && type.coreShare >= cores && type.connections >= connections,
  );
  if (one) return { nodeType: one[0], shards: 1 };
  const shards = Math.ceil(Math.max(2, cores, memoryGb / usable(nodeTypes[shardType])));
  return { nodeType: shardType, shards };
}

function usable(type: NodeType | undefined): number {
  return (type?.memoryGb ?? 0) * usableShare;
}

interface Group {
  nodeType: string;
  shards: number;
  replicas: number;
  retentionDays: number;
}

function group({ nodeType, shards, replicas, retentionDays }: Group): Priced {
  const count =
    shards > 1
      ? { numNodeGroups: shards, replicasPerNodeGroup: replicas }
      : { numCacheClusters: replicas + 1 };
  return {
    type: 'aws:elasticache/replicationGroup:ReplicationGroup',
    inputs: {
      engine: 'valkey',
      nodeType,
      ...count,
      multiAzEnabled: replicas > 0,
      snapshotRetentionLimit: retentionDays,
    },
  };
}

/** A key, an entry with the connection, alarms and logs stand around every group that this project makes. */
const around: readonly Priced[] = [
  'aws:kms/key:Key',
  'aws:secretsmanager/secret:Secret',
  ...Array<string>(6).fill('aws:cloudwatch/metricAlarm:MetricAlarm'),
  ...Array<string>(2).fill('aws:cloudwatch/logGroup:LogGroup'),
].map((type) => ({ type, inputs: {} }));

/** The same service without nodes to choose. */
export function serverless(needs: Needs, { retentionDays }: Wanted): Candidate {
  return {
    backend: 'elasticache',
    title: 'ElastiCache Serverless',
    cannot: [
      'Its eviction policy cannot be changed, and BullMQ needs noeviction: https://docs.bullmq.io/guide/redis-tm-hosting/aws-elasticache.',
    ],
    available: {
      what: `${needs.dataGb.toFixed(1)} GB of data`,
      args: {
        backend: 'elasticache',
        purpose: 'cache',
        elasticache: { kind: 'serverless' },
        snapshots: { retentionDays },
      },
      resources: [{ type: 'aws:elasticache/serverlessCache:ServerlessCache', inputs: {} }],
    },
    notes: [],
  };
}
