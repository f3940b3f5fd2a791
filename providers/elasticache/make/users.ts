// Role-based access: one user for applications, and nobody else.

import { User } from '@pulumi/aws/elasticache/user.js';
import { UserGroup } from '@pulumi/aws/elasticache/userGroup.js';
import type * as pulumi from '@pulumi/pulumi';
import { all } from '@pulumi/pulumi/output.js';
import type { Guard } from '../../credentials/resources.ts';
import type { Plan } from '../plan.ts';
import { applicationUser, type Generations, tokenOf } from '../token.ts';

/** Everything about data; nothing that changes the server or shows what others do. */
const may = 'on ~* &* +@all -@admin +role';

/** Ids of users are not made up: they hold the guard's name and digits, which no other instance has. */
export function userGroup(
  plan: Plan,
  generations: pulumi.Output<Generations>,
  { first, suffix }: Pick<Guard, 'first' | 'suffix'>,
  options: pulumi.CustomResourceOptions,
): UserGroup {
  const { name, own, engine, tags } = plan;
  const { use, alsoAccept } = own.auth;
  const passwords = [use, ...(alsoAccept === undefined ? [] : [alsoAccept])].map((generation) =>
    generations.apply((known) => tokenOf(known, generation)),
  );
  const id = (what: string) =>
    all([first, suffix]).apply(([origin, digits]) => `${origin}-${what}-${digits}`);
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
