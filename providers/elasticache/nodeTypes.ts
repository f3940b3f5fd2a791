// The node types of which a new replication group can be made, with the bytes that each has for data.
// Source: docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html, "Valkey node-type specific parameters",
// read on 2026-11-30. Left out: T1, T2, M1-M3, R3 and C1, of which no new group can be made any more (CacheNodes.SupportedTypes).

export interface NodeType {
  name: string;
  /** `maxmemory`, of which a quarter is reserved by default (reserved-memory-percent). */
  bytes: number;
  /** Runs Valkey 7.2 and later, and no Redis (CacheNodes.SupportedTypes). */
  valkeyOnly: boolean;
  /** Keeps part of the data on disk: other rules of eviction hold. */
  tiered: boolean;
  /** `maxclients`, which cannot be changed. */
  connections: number;
}

const sizes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  t3: { micro: 536870912, small: 1471026299, medium: 3317862236 },
  t4g: { micro: 536870912, small: 1471026299, medium: 3317862236 },
  m4: {
    large: 6892593152,
    xlarge: 15328501760,
    '2xlarge': 31889126359,
    '4xlarge': 65257290629,
    '10xlarge': 166047614239,
  },
  m5: {
    large: 6854542746,
    xlarge: 13891921715,
    '2xlarge': 27966669210,
    '4xlarge': 56116178125,
    '12xlarge': 168715971994,
    '24xlarge': 337500562842,
  },
  m6g: graviton(6854542746, 13891921715, 27966669210, 56116178125, 111325552312, 168715971994, 225000375228),
  m7g: graviton(6854542746, 13891921715, 27966669210, 56116178125, 111325552312, 168715971994, 225000375228),
  m8g: graviton(7294178820, 15222495510, 31866224640, 65856864256, 133838143488, 201819422720, 269800701952),
  r4: {
    large: 13201781556,
    xlarge: 26898228839,
    '2xlarge': 54197537997,
    '4xlarge': 108858546586,
    '8xlarge': 218255432090,
    '16xlarge': 437021573120,
  },
  r5: {
    large: 14037181030,
    xlarge: 28261849702,
    '2xlarge': 56711183565,
    '4xlarge': 113609865216,
    '12xlarge': 341206346547,
    '24xlarge': 682485973811,
  },
  r6g: graviton(
    14037181030,
    28261849702,
    56711183565,
    113609865216,
    225000375228,
    341206346547,
    450000750456,
  ),
  r6gd: {
    xlarge: 28261849702,
    '2xlarge': 56711183565,
    '4xlarge': 113609865216,
    '8xlarge': 225000375228,
    '12xlarge': 341206346547,
    '16xlarge': 450000750456,
  },
  r7g: graviton(
    14037181030,
    28261849702,
    56711183565,
    113609865216,
    225000375228,
    341206346547,
    450000750456,
  ),
  r8g: graviton(
    15222495510,
    31866224640,
    65856864256,
    133838143488,
    269800701952,
    405763260416,
    541725818880,
  ),
  c7gn: graviton(3317862236, 6854542746, 13891921715, 27966669210, 56116178125, 84357985997, 113609865216),
  c8gn: graviton(3330020474, 7294178820, 15222495510, 31866224640, 65856864256, 99847503872, 133838143488),
};

/** The sizes that these families have in common, in their order. */
function graviton(
  ...bytes: [number, number, number, number, number, number, number]
): Record<string, number> {
  const names = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];
  return Object.fromEntries(names.map((name, index) => [name, bytes[index] ?? 0]));
}

/** `maxclients`, in the same page's "Redis OSS 2.6.13 parameters"; every other type has 65,000. */
const fewConnections: Readonly<Record<string, number>> = {
  't4g.micro': 20_000,
  't3.micro': 20_000,
  't3.small': 46_000,
  't3.medium': 46_000,
};

const valkeyFamilies = ['m8g', 'r8g', 'c8gn'];

export const nodeTypes: readonly NodeType[] = Object.entries(sizes).flatMap(([family, ofFamily]) =>
  Object.entries(ofFamily).map(([size, bytes]) => ({
    name: `cache.${family}.${size}`,
    bytes,
    valkeyOnly: valkeyFamilies.includes(family),
    tiered: family === 'r6gd',
    connections: fewConnections[`${family}.${size}`] ?? 65_000,
  })),
);

export function findNodeType(name: string | undefined): NodeType | undefined {
  return nodeTypes.find((type) => type.name === name);
}

/** GiB for data with the usual quarter in reserve. */
export function usableGiB({ bytes }: NodeType): number {
  return (bytes * 0.75) / 2 ** 30;
}
