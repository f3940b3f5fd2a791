// Who may read what: keys, TLS, passwords and users.

import { type Given, unknown } from '../../wire.ts';
import { having, onProperty, type RuleCase } from '../case.ts';
import { group, serverless } from './resources.ts';

const user: Given = {
  type: 'aws:elasticache/user:User',
  props: { userId: 'app', accessString: 'on ~app:* +@all -@dangerous', authenticationMode: { type: 'iam' } },
};

const users: Given = {
  type: 'aws:elasticache/userGroup:UserGroup',
  props: { userGroupId: 'main', userIds: ['default', 'app'] },
};

export const cases: Record<string, RuleCase> = {
  'elasticache-customer-key': onProperty(group, 'kmsKeyId', {
    bad: [''],
    unknown: unknown.text,
    comes: 'holds',
  }),
  'elasticache-tls-mode': onProperty(group, 'transitEncryptionMode', {
    bad: ['preferred'],
    absent: true,
    unknown: unknown.text,
    comes: 'advice',
  }),
  'elasticache-auth': {
    good: group,
    alsoGood: {
      'a token': having(group, { userGroupIds: undefined, authToken: 'long enough to be one' }),
      'a token that is not kept': having(group, { userGroupIds: undefined, authTokenWo: 'x' }),
      'a token not known yet': having(group, { userGroupIds: undefined, authToken: unknown.text }),
      'a serverless cache with a group': serverless,
    },
    bad: {
      nothing: { ...having(group, { userGroupIds: undefined }), says: /authTokenWo/ },
      'an empty list': having(group, { userGroupIds: [] }),
      'a serverless cache without': having(serverless, { userGroupId: undefined }),
    },
    absent: { ...having(group, { userGroupIds: undefined }), holds: false },
    unknown: { ...having(group, { userGroupIds: unknown.list }), comes: 'holds' },
  },
  'elasticache-rbac': onProperty(group, 'userGroupIds', { bad: [[]], unknown: unknown.list, comes: 'holds' }),
  'elasticache-user-password': {
    ...onProperty(user, 'noPasswordRequired', {
      bad: [true],
      says: /no password/,
      absent: true,
      unknown: unknown.boolean,
      comes: 'advice',
    }),
    bad: {
      'none by the old word': having(user, { noPasswordRequired: true }),
      'none by the new one': having(user, { authenticationMode: { type: 'no-password-required' } }),
    },
  },
  'elasticache-user-access': {
    ...onProperty(user, 'accessString', {
      bad: ['on ~* +@all', 'on ~* &* +@all'],
      says: /delete all keys/,
      absent: true,
      unknown: unknown.text,
      comes: 'advice',
    }),
    alsoGood: { 'one that is off': having(user, { accessString: 'off ~* +@all' }) },
  },
  'elasticache-user-group-members': {
    ...onProperty(users, 'userIds', {
      bad: [['default'], []],
      says: /default/,
      unknown: unknown.list,
      comes: 'holds',
    }),
  },
};
