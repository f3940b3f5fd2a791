import { replicationGroup, serverlessCache } from '../../facts/elasticache.ts';
import { isWorld, securityGroup } from '../../facts/ingress.ts';
import { objects, texts } from '../../facts/read.ts';
import { stackRule } from '../../pack/rule.ts';

export const elasticacheEgress = stackRule({
  id: 'elasticache-egress',
  title: 'Nothing goes out',
  description: 'The security group of a cache must not let it reach everything.',
  weight: 'may',
  severity: 'low',
  remediation: 'Leave `egress` out: a cache opens no connection.',
  example: `new aws.ec2.SecurityGroup('redis', { vpcId, egress: [], ingress: [ … ] });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html',
  types: [securityGroup],
  check({ urn, props }, stack) {
    const caches = stack.filter(({ type }) => type === replicationGroup || type === serverlessCache);
    const isUsed = caches.some(({ from }) => from?.securityGroupIds?.includes(urn));
    const open = objects(props.egress).some(({ cidrBlocks }) => texts(cidrBlocks).some(isWorld));
    return isUsed && open ? 'A cache may reach every address: `egress` ends in /0.' : undefined;
  },
});
