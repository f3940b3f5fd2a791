import type { ResourceTable } from '../../tables/index.ts';
import { arn, region, tags, tagsAll } from '../common.ts';

const api = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html';
const provider = 'terraform-provider-aws internal/service/kms/key.go';

export const key: ResourceTable = {
  type: 'aws:kms/key:Key',
  rows: {
    bypassPolicyLockoutSafetyCheck: { kind: 'boolean', default: false, source: api },
    customKeyStoreId: { kind: 'text', replaces: true, source: provider },
    customerMasterKeySpec: { kind: 'text', default: 'SYMMETRIC_DEFAULT', replaces: true, source: provider },
    deletionWindowInDays: {
      kind: 'number',
      whole: true,
      min: 7,
      max: 30,
      source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html',
    },
    description: { kind: 'text', max: 8192, source: api },
    enableKeyRotation: { kind: 'boolean', default: false, source: provider },
    isEnabled: { kind: 'boolean', default: true, source: provider },
    keyUsage: {
      kind: 'text',
      allowed: ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'],
      default: 'ENCRYPT_DECRYPT',
      replaces: true,
      source: api,
    },
    multiRegion: { kind: 'boolean', default: false, replaces: true, source: provider },
    policy: { kind: 'text', source: api },
    region,
    rotationPeriodInDays: { kind: 'number', whole: true, min: 90, max: 2560, source: api },
    tags,
    xksKeyId: { kind: 'text', replaces: true, source: provider },
  },
  id: ({ digits }) => {
    const all = digits(32);
    return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join('-');
  },
  outputs: {
    arn: { value: (made) => arn('kms', made, `key/${made.id}`), source: api },
    keyId: { value: ({ id }) => id, source: api },
    tagsAll,
  },
};
