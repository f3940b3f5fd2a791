import { hoursPerMonth, nodeTypes, type Price, aws as prices } from '../prices/index.ts';
import { type Line, line, NoPrice, named, numberOf, type Priced, textOf, type Use } from './line.ts';

export const groupType = 'aws:elasticache/replicationGroup:ReplicationGroup';

/** A replication group: its nodes, its snapshots, and what applications in other zones send it. */
export function groupLines({ inputs }: Priced, use: Use): Line[] {
  const nodeType = textOf(inputs, 'nodeType') ?? '';
  const nodes = nodesOf(inputs);
  const days = numberOf(inputs, 'snapshotRetentionLimit') ?? 0;
  const multiAz = inputs.multiAzEnabled === true;
  return [
    line(`${nodes} × ${nodeType}`, nodes * hoursPerMonth, nodePrice(nodeType, textOf(inputs, 'engine'), use)),
    line(`snapshots of ${days} days`, days * use.needs.dataGb, prices.snapshots),
    // Two of three applications stand in another zone than the primary.
    line('traffic between zones', multiAz ? (use.needs.trafficGb * 2) / 3 : 0, prices.zoneTraffic),
  ];
}

function nodesOf(inputs: Priced['inputs']): number {
  const shards = numberOf(inputs, 'numNodeGroups');
  if (shards === undefined) return numberOf(inputs, 'numCacheClusters') ?? 1;
  return shards * (1 + (numberOf(inputs, 'replicasPerNodeGroup') ?? 0));
}

function nodePrice(nodeType: string, engine: string | undefined, { nodePrice }: Use): Price {
  if (nodePrice !== undefined) return named(nodePrice, 'node-hour', '--node-price');
  const known = nodeTypes[nodeType];
  const price = engine === 'valkey' ? known?.valkey : known?.redis;
  if (price) return price;
  throw new NoPrice(
    `No price is known for ${nodeType} with ${engine ?? 'redis'}; give one in US dollars an hour with --node-price. ` +
      `Known: ${Object.keys(nodeTypes).join(', ')}.`,
  );
}
