// Role-based access: one user for applications, and nobody else.

import { User } from '@pulumi/aws/elasticache/user.js';
import { UserGroup } from '@pulumi/aws/elasticache/userGroup.js';
import type * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../plan.ts';
import { applicationUser, type Generations, tokenOf } from '../token.ts';

/** Everything about data; nothing that changes the server or shows what others do. */
const may = 'on ~* &* +@all -@admin +role';

/** `suffix`: digits that no other instance has, because ids of users are not made up. */
export function userGroup(
  plan: Plan,
  generations: pulumi.Output<Generations>,
  suffix: pulumi.Output<string>,
  options: pulumi.CustomResourceOptions,
): UserGroup {
  const { name, own, engine, tags } = plan;
  const { use, alsoAccept } = own.auth;
  const passwords = [use, ...(alsoAccept === undefined ? [] : [alsoAccept])].map((generation) =>
    generations.apply((all) => tokenOf(all, generation)),
  );
  const id = (what: string) => suffix.apply((digits) => `${name}-${what}-${digits}`);
  const application = new User(
    `${name}-user`,
    {
      userId: id('app'),
      userName: applicationUser,
      engine,
      accessString: may,
      // ElastiCache takes two at a time, which is what a rotation needs.
      authenticationMode: { type: 'password', passwords },
      tags,
    },
    options,
  );
  // A group of engine redis has a user named default, and everybody who names no user is that one.
  const nobody =
    engine === 'redis'
      ? [
          new User(
            `${name}-default-user`,
            {
              userId: id('off'),
              userName: 'default',
              engine,
              accessString: 'off -@all',
              authenticationMode: { type: 'password', passwords },
              tags,
            },
            options,
          ),
        ]
      : [];
  return new UserGroup(
    `${name}-users`,
    { userGroupId: id('users'), engine, userIds: [application, ...nobody].map((user) => user.userId), tags },
    options,
  );
}
