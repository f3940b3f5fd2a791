// The node types of which a new replication group can be made. Source:
// docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html, read on 2026-11-30.

const all = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];

const families: Readonly<Record<string, readonly string[]>> = {
  t3: ['micro', 'small', 'medium'],
  t4g: ['micro', 'small', 'medium'],
  m4: ['large', 'xlarge', '2xlarge', '4xlarge', '10xlarge'],
  m5: ['large', 'xlarge', '2xlarge', '4xlarge', '12xlarge', '24xlarge'],
  m6g: all,
  m7g: all,
  m8g: all,
  r4: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge'],
  r5: ['large', 'xlarge', '2xlarge', '4xlarge', '12xlarge', '24xlarge'],
  r6g: all,
  r6gd: all.slice(1),
  r7g: all,
  r8g: all,
  c7gn: all,
  c8gn: all,
};

export function isNodeType(name: string): boolean {
  const [prefix, family = '', size = '', ...rest] = name.split('.');
  return prefix === 'cache' && rest.length === 0 && (families[family]?.includes(size) ?? false);
}
