import { subnetGroup } from '../../facts/elasticache.ts';
import { minZones } from '../../facts/neutral.ts';
import { ifKnown, isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheSubnets = resourceRule({
  id: 'elasticache-subnets',
  title: 'Subnets in several zones',
  description: 'A subnet group must have a subnet in each of several zones.',
  weight: 'must',
  severity: 'high',
  remediation: 'Give `subnetIds` of as many zones as nodes are to stand in.',
  example: `new aws.elasticache.SubnetGroup('private', { subnetIds: privateSubnetIds });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html',
  concern: 'redis-multi-az',
  values: { minZones },
  types: [subnetGroup],
  check({ props }, values) {
    const ids = ifKnown(props, 'subnetIds');
    const least = values.number('minZones');
    // Ids are made by the deployment: a list that is not known yet is no finding.
    if (!Array.isArray(ids)) return isGiven(props, 'subnetIds') ? undefined : 'There is no subnet.';
    return ids.length >= least ? undefined : `${ids.length} subnets cannot stand in ${least} zones.`;
  },
});
