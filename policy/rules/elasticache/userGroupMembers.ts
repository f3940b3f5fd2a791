import { userGroup } from '../../facts/elasticache.ts';
import { ifKnown, isGiven, list, texts } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheUserGroupMembers = resourceRule({
  id: 'elasticache-user-group-members',
  title: 'User groups have users',
  description: 'A user group must have a user besides the one called default.',
  weight: 'must',
  severity: 'high',
  remediation:
    'Add the users of your applications to `userIds`, and give the default one a password or no access.',
  example: `new aws.elasticache.UserGroup('main', { userGroupId: 'main', engine: 'valkey', userIds: [app.userId] });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
  types: [userGroup],
  check({ props }) {
    const ids = ifKnown(props, 'userIds');
    if (!Array.isArray(ids)) return isGiven(props, 'userIds') ? undefined : 'It has no user.';
    return texts(ids).every((id) => id === 'default') && texts(ids).length === list(ids).length
      ? 'The user called default, who may do everything, is all there is.'
      : undefined;
  },
});
