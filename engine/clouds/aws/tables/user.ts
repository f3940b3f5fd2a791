import { exclusive, type ResourceTable } from '../../tables/index.ts';
import { arn, region, tags, tagsAll } from '../common.ts';

const api = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html';
const provider = 'terraform-provider-aws internal/service/elasticache/user.go';

const password = {
  kind: 'text',
  min: 16,
  max: 128,
  form: {
    says: 'printable characters without spaces and @ " /',
    fits: (text: string) => /^[!-~]*$/.test(text) && !/[@"/]/.test(text),
  },
} as const;

const userId = {
  says: 'at most 40 letters, digits and single dashes, a letter first, no dash at the end',
  fits: (text: string) => /^[A-Za-z](-?[A-Za-z0-9]){0,39}$/.test(text) && text.length <= 40,
};

export const user: ResourceTable = {
  type: 'aws:elasticache/user:User',
  rows: {
    accessString: {
      kind: 'text',
      required: true,
      form: { says: 'an access string that begins with on or off', fits: (text) => /^(on|off)\b/.test(text) },
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
    },
    authenticationMode: {
      kind: 'object',
      fields: {
        passwordCount: { kind: 'number' },
        passwords: { kind: 'list', set: provider, of: password, min: 1, max: 2 },
        type: { kind: 'text', required: true, allowed: ['password', 'no-password-required', 'iam'] },
      },
      source: provider,
    },
    engine: { kind: 'text', allowed: ['redis', 'valkey'], required: true, source: api },
    noPasswordRequired: { kind: 'boolean', source: provider },
    passwords: { kind: 'list', set: provider, of: password, min: 1, max: 2, source: api },
    passwordsWo: { ...password, source: provider },
    passwordsWoVersion: { kind: 'number', whole: true, source: provider },
    region,
    tags,
    userId: {
      kind: 'text',
      form: userId,
      required: true,
      replaces: true,
      source: `${api}; no name is made up`,
    },
    userName: { kind: 'text', min: 1, max: 120, required: true, replaces: true, source: provider },
  },
  rules: [
    exclusive(['passwords', 'authenticationMode'], provider),
    exclusive(['passwords', 'noPasswordRequired'], provider),
    {
      source:
        'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html (Valkey takes no user without a password)',
      reads: ['engine', 'authenticationMode', 'noPasswordRequired'],
      judge({ engine, authenticationMode, noPasswordRequired }) {
        const open =
          noPasswordRequired === true ||
          (authenticationMode as { type?: string } | undefined)?.type === 'no-password-required';
        if (engine !== 'valkey' || !open) return undefined;
        return {
          property: 'authenticationMode',
          reason: 'A user of engine valkey needs a password, or IAM.',
        };
      },
    },
  ],
  id: ({ inputs }) => String(inputs.userId),
  outputs: {
    arn: { value: (made) => arn('elasticache', made, `user:${made.inputs.userId}`), source: api },
    tagsAll,
  },
};

export const userGroup: ResourceTable = {
  type: 'aws:elasticache/userGroup:UserGroup',
  rows: {
    engine: { kind: 'text', allowed: ['redis', 'valkey'], required: true, source: api },
    region,
    tags,
    userGroupId: {
      kind: 'text',
      form: userId,
      required: true,
      replaces: true,
      source: `${api}; no name is made up`,
    },
    userIds: { kind: 'list', set: provider, of: { kind: 'text' }, source: api },
  },
  id: ({ inputs }) => String(inputs.userGroupId),
  outputs: {
    arn: { value: (made) => arn('elasticache', made, `usergroup:${made.inputs.userGroupId}`), source: api },
    tagsAll,
  },
};
