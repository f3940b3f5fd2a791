// What holds between the properties of a group, and what a change of them does.

import { type ChangeRule, exclusive, type Inputs, type Rule, requires } from '../../tables/index.ts';
import { textOf } from '../common.ts';
import { overlap } from '../windows.ts';

const provider = 'terraform-provider-aws internal/service/elasticache/replication_group.go';
const multiAz = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';
const logs = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html';
const tiering = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html';

export const rules: readonly Rule[] = [
  exclusive(['numCacheClusters', 'numNodeGroups'], provider),
  exclusive(['numCacheClusters', 'replicasPerNodeGroup'], provider),
  exclusive(['nodeGroupConfigurations', 'preferredCacheClusterAzs'], provider),
  exclusive(['authToken', 'authTokenWo'], provider),
  exclusive(['authToken', 'userGroupIds'], provider),
  requires('multiAzEnabled', 'automaticFailoverEnabled', multiAz),
  requires('authToken', 'transitEncryptionEnabled', provider),
  requires('authTokenWo', 'transitEncryptionEnabled', provider),
  requires('userGroupIds', 'transitEncryptionEnabled', provider),
  requires('transitEncryptionMode', 'transitEncryptionEnabled', provider),
  requires(
    'kmsKeyId',
    'atRestEncryptionEnabled',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
  ),
  {
    source: provider,
    reads: ['nodeType', 'globalReplicationGroupId'],
    judge: ({ nodeType, globalReplicationGroupId }) =>
      nodeType === undefined && globalReplicationGroupId === undefined
        ? { property: 'nodeType', reason: 'Is missing and has no default.' }
        : undefined,
  },
  {
    source: `${provider}; ${multiAz}`,
    reads: ['automaticFailoverEnabled', 'numCacheClusters', 'numNodeGroups', 'clusterMode'],
    judge({ automaticFailoverEnabled, numCacheClusters = 1, numNodeGroups, clusterMode }) {
      if (!automaticFailoverEnabled || numNodeGroups !== undefined || clusterMode === 'enabled')
        return undefined;
      if (Number(numCacheClusters) >= 2) return undefined;
      return { property: 'numCacheClusters', reason: 'Automatic failover needs 2 nodes or more.' };
    },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html',
    reads: ['automaticFailoverEnabled', 'numNodeGroups', 'clusterMode'],
    judge: ({ automaticFailoverEnabled, numNodeGroups, clusterMode }) =>
      (clusterMode === 'enabled' || numNodeGroups !== undefined) && !automaticFailoverEnabled
        ? { property: 'automaticFailoverEnabled', reason: 'Must be on in cluster mode.' }
        : undefined,
  },
  {
    source: provider,
    reads: ['authTokenUpdateStrategy', 'authToken', 'authTokenWo'],
    judge({ authTokenUpdateStrategy: strategy, authToken, authTokenWo }) {
      if (strategy === undefined) return undefined;
      const given = authToken !== undefined || authTokenWo !== undefined;
      if (strategy === 'DELETE' && given)
        return { property: 'authTokenUpdateStrategy', reason: 'DELETE goes with no token.' };
      if (strategy !== 'DELETE' && !given)
        return { property: 'authTokenUpdateStrategy', reason: `${String(strategy)} needs a token.` };
      return undefined;
    },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
    reads: ['snapshotWindow', 'maintenanceWindow'],
    judge({ snapshotWindow, maintenanceWindow }) {
      if (!overlap(textOf(snapshotWindow) ?? '', textOf(maintenanceWindow) ?? '')) return undefined;
      return {
        property: 'snapshotWindow',
        reason: 'Overlaps maintenanceWindow; AWS takes only windows that do not.',
      };
    },
  },
  {
    source: logs,
    reads: ['logDeliveryConfigurations'],
    judge({ logDeliveryConfigurations = [] }) {
      const types = (logDeliveryConfigurations as { logType: string }[]).map(({ logType }) => logType);
      if (new Set(types).size === types.length) return undefined;
      return { property: 'logDeliveryConfigurations', reason: 'Names one log twice: one of each.' };
    },
  },
  {
    source: tiering,
    reads: ['nodeType', 'dataTieringEnabled'],
    judge({ nodeType, dataTieringEnabled }) {
      const tiered = textOf(nodeType)?.startsWith('cache.r6gd.') ?? false;
      if (tiered === (dataTieringEnabled === true)) return undefined;
      return {
        property: 'dataTieringEnabled',
        reason: 'Must be on with the r6gd node types, and off with any other.',
      };
    },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html',
    reads: ['nodeType', 'engine'],
    judge({ nodeType, engine }) {
      if (engine === 'valkey' || !/^cache\.(m8g|r8g|c8gn)\./.test(textOf(nodeType) ?? '')) return undefined;
      return { property: 'nodeType', reason: `${String(nodeType)} runs Valkey only.` };
    },
  },
  {
    source: `${provider} (engine valkey from 7.2 on)`,
    reads: ['engine', 'engineVersion'],
    judge({ engine, engineVersion }) {
      const major = majorOf(engineVersion);
      if (engineVersion === undefined || (engine === 'valkey' ? major >= 7 : major < 8)) return undefined;
      return { property: 'engineVersion', reason: `There is no ${String(engine)} ${String(engineVersion)}.` };
    },
  },
  {
    source: provider,
    reads: ['durability', 'engine', 'engineVersion', 'clusterMode'],
    judge({ durability, engine, engineVersion, clusterMode }) {
      if (durability === undefined) return undefined;
      if (engine === 'valkey' && majorOf(engineVersion) >= 9 && clusterMode === 'enabled') return undefined;
      return { property: 'durability', reason: 'Needs Valkey 9.0 or later in cluster mode.' };
    },
  },
];

export const changes: readonly ChangeRule[] = [
  {
    source:
      'terraform-provider-aws internal/service/elasticache/engine_version.go (a downgrade forces a new resource)',
    reads: ['engine', 'engineVersion'],
    judge(olds, news) {
      if (olds.engine === 'valkey' && news.engine === 'redis') return { replaces: ['engine'] };
      if (olds.engine === news.engine && older(news, olds)) return { replaces: ['engineVersion'] };
      return undefined;
    },
  },
  {
    source: `${provider} (redis to valkey needs another engineVersion in the same update)`,
    reads: ['engine', 'engineVersion'],
    judge: (olds, news) =>
      olds.engine === 'redis' && news.engine === 'valkey' && olds.engineVersion === news.engineVersion
        ? { replaces: ['engine'] }
        : undefined,
  },
  {
    source:
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html (preferred first, then required)',
    reads: ['transitEncryptionEnabled', 'transitEncryptionMode'],
    judge: (olds, news) =>
      !olds.transitEncryptionEnabled &&
      news.transitEncryptionEnabled &&
      news.transitEncryptionMode !== 'preferred'
        ? {
            refused: 'TLS is switched on in two steps: transitEncryptionMode preferred first, then required.',
          }
        : undefined,
  },
  {
    source:
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html (disabled to compatible to enabled)',
    reads: ['clusterMode'],
    judge: ({ clusterMode: before }, { clusterMode: after }) =>
      (before === 'disabled' && after === 'enabled') || (before === 'enabled' && after !== 'enabled')
        ? { refused: 'Cluster mode goes from disabled to compatible to enabled, and not back.' }
        : undefined,
  },
];

function older(news: Inputs, olds: Inputs): boolean {
  const [a, b] = [numbersOf(news.engineVersion), numbersOf(olds.engineVersion)];
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

function numbersOf(version: unknown): [number, number] {
  const [major = 0, minor = 0] = (textOf(version as Inputs[string]) ?? '').split('.').map(Number);
  return [major, Number.isNaN(minor) ? 0 : minor];
}

function majorOf(version: unknown): number {
  return numbersOf(version)[0];
}
