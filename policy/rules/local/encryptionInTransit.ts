import { group, node, sentinel, server } from '../../facts/local.ts';
import { isTrue } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const localEncryptionInTransit = resourceRule({
  id: 'local-encryption-in-transit',
  title: 'Local processes speak TLS',
  description: 'A server, node or Sentinel on this machine must encrypt every link.',
  weight: 'mission',
  severity: 'medium',
  remediation: 'Set `tls: true`, and give the `authority` that signs its certificate.',
  example: `new RedisHA('main', { backend: 'local', encryption: { inTransit: true } });`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/',
  concern: 'redis-encryption-in-transit',
  types: [group, server, sentinel, node],
  check: ({ props }) =>
    isTrue(props.tls)
      ? undefined
      : 'Whoever may read this machine’s loopback reads passwords and data: `tls` is not on.',
});
