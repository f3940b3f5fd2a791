import { user } from '../../facts/elasticache.ts';
import { fields, isTrue } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheUserPassword = resourceRule({
  id: 'elasticache-user-password',
  title: 'Users have a password',
  description: 'A user must prove who it is.',
  weight: 'must',
  severity: 'high',
  remediation: 'Give `passwords` from a secret, or `authenticationMode` of type iam.',
  example: `new aws.elasticache.User('app', { userId: 'app', userName: 'app', engine: 'valkey', accessString: 'on ~app:* +@all -@dangerous', authenticationMode: { type: 'iam' } });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
  types: [user],
  check({ props }) {
    const { type } = fields(props.authenticationMode);
    return isTrue(props.noPasswordRequired) || type === 'no-password-required' || type === 'no-password'
      ? 'Anybody may take this name: it needs no password.'
      : undefined;
  },
});
