// Where passwords stand.

import { unknown } from '../../wire.ts';
import type { RuleCase } from '../case.ts';
import { config, object, onPods, sentinels, servers, stranger, variable } from './resources.ts';

export const cases: Record<string, RuleCase> = {
  'kubernetes-redis-secrets-in-files': onPods(
    {
      'a variable': {
        ...variable({
          name: 'REDIS_PASSWORD',
          valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } },
        }),
        says: /in the environment/,
      },
      'a whole Secret': { container: { envFrom: [{ secretRef: { name: 'redis' } }] } },
    },
    { absent: { container: { env: undefined } }, holds: true, unknown: { container: { env: unknown.list } } },
  ),
  'kubernetes-redis-plain-secrets': {
    good: servers(),
    alsoGood: {
      'a password by reference': servers({
        container: { command: ['redis-server', '--requirepass', '$(REDIS_PASSWORD)'] },
      }),
      'a configuration without one': config('maxmemory 1gb\n'),
      'a Secret': object('core/v1:Secret', { stringData: { password: 'Jk2n4k' } }),
      'a Secret not known yet': object('core/v1:Secret', { stringData: unknown.object }),
      'no Redis at all': stranger,
    },
    bad: {
      'in a variable': {
        ...servers(variable({ name: 'REDIS_PASSWORD', value: 'hunter2' })),
        says: /container redis/,
      },
      'in the command': servers({ container: { command: ['redis-server', '--requirepass', 'hunter2'] } }),
      'in a ConfigMap': { ...config('requirepass hunter2\n'), says: /ConfigMap/ },
      'for a Sentinel': config('sentinel auth-pass main hunter2\n'),
      'a word for one': {
        ...object('core/v1:Secret', { stringData: { password: 'CHANGE_ME_STRONG_PASSWORD' } }),
        says: /everybody knows it/,
      },
    },
    absent: { ...servers({ container: { env: undefined } }), holds: true },
    unknown: { ...servers(variable({ name: 'REDIS_PASSWORD', value: unknown.text })), comes: 'holds' },
  },
  'kubernetes-redis-auth': {
    good: servers(),
    alsoGood: {
      Sentinels: sentinels(),
      'a ConfigMap': servers({ container: { command: ['redis-server', '/etc/redis.conf'] } }),
      'a variable': servers({
        container: { command: ['run'], env: [{ name: 'REDIS_PASSWORD_FILE', value: '/run/x' }] },
      }),
      'a file of a Secret': servers({
        container: { command: ['sh', 'start.sh'] },
        pod: { volumes: [{ name: 'secrets', secret: { items: [{ key: 'users.acl', path: 'users.acl' }] } }] },
      }),
    },
    beside: [config('aclfile /secrets/users.acl\n')],
    bad: {
      none: {
        ...servers({ container: { command: ['redis-server'] } }),
        beside: [],
        says: /neither `requirepass`/,
      },
    },
    absent: { ...servers({ container: { command: undefined }, pod: { volumes: [] } }), holds: false },
    unknown: { ...servers({ pod: { volumes: unknown.list } }), comes: 'advice' },
  },
};
