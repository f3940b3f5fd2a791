import type { Price, Source } from './price.ts';

const region = 'us-east-1';

const nodes: Source = {
  asOf: '2026-10-02',
  url: 'https://aws.amazon.com/elasticache/pricing/',
  secondHand: true,
  note: `${region}, on demand; read in a table made from the AWS Price List API`,
};

export interface NodeType {
  /** GiB of the node; a quarter is reserved unless `reserved-memory-percent` says otherwise. */
  memoryGb: number;
  /** How much of one core it may use for ever: T nodes earn credits for the rest. */
  coreShare: number;
  /** Connections, `maxclients`. */
  connections: number;
  /** Absent where the engine does not run on it. */
  redis?: Price;
  valkey: Price;
}

/**
 * Sizes: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html, which also has the
 * baselines of T nodes (10 and 20 % of a core).
 */
export const nodeTypes: Readonly<Record<string, NodeType>> = {
  'cache.t4g.micro': node(0.5, 0.1, 0.016, 0.0128, 20_000),
  'cache.t4g.small': node(1.37, 0.2, 0.032, 0.0256),
  'cache.t4g.medium': node(3.09, 0.2, 0.065, 0.052),
  'cache.m6g.large': node(6.38, 1, 0.149, 0.1192),
  'cache.m7g.large': node(6.38, 1, 0.158, 0.1264),
  'cache.r6g.large': node(13.07, 1, 0.206, 0.1648),
  'cache.r7g.large': node(13.07, 1, 0.219, 0.1752),
  'cache.r8g.large': node(13.07, 1, undefined, 0.1756),
};

function node(
  memoryGb: number,
  coreShare: number,
  redis: number | undefined,
  valkey: number,
  connections = 65_000,
): NodeType {
  const price = (usd: number): Price => ({ usd, per: 'node-hour', ...nodes });
  return {
    memoryGb,
    coreShare,
    connections,
    valkey: price(valkey),
    ...(redis === undefined ? {} : { redis: price(redis) }),
  };
}

const serverless: Source = {
  asOf: '2026-06-01',
  url: 'https://www.usage.ai/blogs/aws/database-savings-plans/elasticache/serverless-pricing/',
  secondHand: true,
  note: `${region}, Valkey; one unit is a command of up to 1 KB`,
};

/** What stands around the nodes. */
export const others = {
  snapshots: {
    usd: 0.085,
    per: 'GB-month',
    asOf: '2024-07-01',
    url: 'https://aws.amazon.com/elasticache/pricing/',
    secondHand: true,
    note: `${region}; read in the expected results of a cost tool's tests`,
  },
  serverlessData: { usd: 0.084, per: 'GB-hour', ...serverless },
  serverlessUnits: { usd: 0.0023, per: '1,000,000 units', ...serverless },
  key: {
    usd: 1,
    per: 'key-month',
    asOf: '2026-06-13',
    url: 'https://aws.amazon.com/kms/pricing/',
    secondHand: true,
    note: 'read in an article that quotes it; requests beyond 20,000 a month are left out',
  },
  secret: {
    usd: 0.4,
    per: 'secret-month',
    asOf: '2023-03-29',
    url: 'https://aws.amazon.com/secrets-manager/pricing/',
    secondHand: true,
    note: "read in an estimate made with AWS' own calculator",
  },
  alarm: {
    usd: 0.1,
    per: 'alarm-month',
    asOf: '2026-05-04',
    url: 'https://aws.amazon.com/cloudwatch/pricing/',
    note: region,
  },
  logs: {
    usd: 0.5,
    per: 'GB',
    asOf: '2026-05-04',
    url: 'https://aws.amazon.com/cloudwatch/pricing/',
    note: region,
  },
  zoneTraffic: {
    usd: 0.01,
    per: 'GB',
    asOf: '2026-04-01',
    url: 'https://cloudburn.io/blog/amazon-elasticache-pricing',
    secondHand: true,
    note: 'between an application and a node in another zone; replication is free',
  },
} satisfies Record<string, Price>;
