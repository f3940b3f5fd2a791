import { group } from '../../facts/local.ts';
import { resourceRule } from '../../pack/rule.ts';

export const localEncryptionAtRest = resourceRule({
  id: 'local-encryption-at-rest',
  title: 'Local data are on an encrypted disk',
  description: 'What processes on this machine store must be encrypted.',
  weight: 'mission',
  severity: 'medium',
  remediation: 'Encrypt the disk, and accept with a waiver that this pack cannot see it.',
  example: `redis-ha-policy:waivers:
  - rule: local-encryption-at-rest
    reason: For development; nothing here is kept.`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
  concern: 'redis-encryption-at-rest',
  types: [group],
  alone: true,
  check: () =>
    'Nothing says whether the disk of this machine is encrypted. Add a waiver if it is, or if nothing there matters.',
});
