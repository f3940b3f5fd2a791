import { exclusive, type ResourceTable } from '../../tables/index.ts';
import { arn, region, tags, tagsAll } from '../common.ts';

const api = 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html';
const valueApi = 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html';
const provider = 'terraform-provider-aws internal/service/secretsmanager/secret.go';
const valueProvider = 'terraform-provider-aws internal/service/secretsmanager/secret_version.go';

export const secret: ResourceTable = {
  type: 'aws:secretsmanager/secret:Secret',
  rows: {
    description: { kind: 'text', max: 2048, source: api },
    forceOverwriteReplicaSecret: { kind: 'boolean', default: false, source: provider },
    kmsKeyId: { kind: 'text', source: api },
    name: {
      kind: 'text',
      autoName: { max: 512 },
      form: {
        says: 'letters, digits and / _ + = . @ -',
        fits: (text) => /^[A-Za-z0-9/_+=.@-]{1,512}$/.test(text),
      },
      replaces: true,
      source: api,
    },
    namePrefix: { kind: 'text', replaces: true, source: provider },
    policy: { kind: 'text', source: api },
    recoveryWindowInDays: {
      kind: 'number',
      allowed: [0, ...Array.from({ length: 24 }, (_, index) => index + 7)],
      default: 30,
      source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html',
    },
    region,
    replicas: { kind: 'list', set: provider, of: { kind: 'map', of: { kind: 'text' } }, source: provider },
    tags,
    type: { kind: 'text', replaces: true, source: provider },
  },
  id: (made) => arn('secretsmanager', made, `secret:${made.inputs.name}-${made.digits(6)}`),
  outputs: { arn: { value: ({ id }) => id, source: api }, tagsAll },
};

export const secretVersion: ResourceTable = {
  type: 'aws:secretsmanager/secretVersion:SecretVersion',
  rows: {
    region,
    secretBinary: { kind: 'text', replaces: true, source: provider },
    secretId: { kind: 'text', min: 1, required: true, replaces: true, source: valueApi },
    secretString: { kind: 'text', min: 1, max: 65_536, replaces: true, source: valueApi },
    secretStringWo: { kind: 'text', source: provider },
    secretStringWoVersion: { kind: 'number', whole: true, replaces: true, source: provider },
    versionStages: { kind: 'list', set: valueProvider, of: { kind: 'text' }, source: valueApi },
  },
  rules: [exclusive(['secretString', 'secretBinary', 'secretStringWo'], provider)],
  id: ({ inputs, digits }) => `${String(inputs.secretId)}|${digits(8)}-${digits(24, 'version')}`,
  outputs: {
    arn: { value: ({ inputs }) => String(inputs.secretId), source: valueApi },
    hasSecretStringWo: { value: () => false, source: provider },
    secretArn: { value: ({ inputs }) => String(inputs.secretId), source: provider },
    versionId: { value: ({ id }) => id.split('|').at(-1) ?? '', source: valueApi },
  },
};
