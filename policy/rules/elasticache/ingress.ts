import {
  ingressOf,
  ingressRule,
  isOpenToAll,
  securityGroup,
  securityGroupRule,
} from '../../facts/ingress.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheIngress = resourceRule({
  id: 'elasticache-ingress',
  title: 'Not open to the world',
  description: 'A security group must not let everybody reach the ports of Redis.',
  weight: 'must',
  severity: 'critical',
  remediation: 'Name the security group of the application as the source, not a network.',
  example: `new aws.vpc.SecurityGroupIngressRule('redis', { fromPort: 6379, toPort: 6379, ipProtocol: 'tcp', referencedSecurityGroupId: app.id, securityGroupId: redis.id });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html',
  types: [securityGroup, securityGroupRule, ingressRule],
  check: ({ type, props }) =>
    ingressOf(type, props).some(isOpenToAll)
      ? 'Everybody may connect: a rule for what comes in covers a port of Redis (6379, 6380, 26379) and ends in /0.'
      : undefined,
});
