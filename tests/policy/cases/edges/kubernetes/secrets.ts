import { alone, type Edges } from '../../case.ts';
import { config, object, sentinels, servers } from '../../kubernetes/resources.ts';
import { byFile, command, env, shop } from './resources.ts';

const byRef = { valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } } };

export const edges: Record<string, Edges> = {
  'kubernetes-redis-secrets-in-files': {
    alsoGood: {
      'other variables': servers({
        container: {
          env: [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
          envFrom: [{ configMapRef: { name: 'main' } }],
        },
      }),
      'another program': shop({ container: { env: [{ name: 'PASSWORD', ...byRef }] } }),
    },
  },
  'kubernetes-redis-plain-secrets': {
    alsoGood: {
      'another program': shop({ container: { env: [{ name: 'SHOP_PASSWORD', value: 'hunter2' }] } }),
      'a comment': config('# requirepass hunter2\n#requirepass hunter2\n'),
      'a password from a variable': config('requirepass $REDIS_PASSWORD\n'),
      'variables about it': env({ name: 'PASSWORD_FILE', value: '/x' }, { name: 'AUTHOR', value: 'x' }),
      'a Secret with a word in it': object('core/v1:Secret', {
        stringData: { a: 'my-password', b: 'redis-8Jk2' },
      }),
    },
    bad: {
      'a short name': env({ name: 'REDIS_PASS', value: 'hunter2' }),
      'another name': env({ name: 'REDIS_AUTH', value: 'hunter2' }),
      'the second of two files': config('maxmemory 1gb\n', { other: '  masterauth   hunter2\n' }),
      'a password of a Sentinel': config('sentinel  auth-pass  main  hunter2\n'),
      'a password for Sentinels': config('sentinel sentinel-pass hunter2\n'),
      'a command with spaces': command('redis-server', '--requirepass  hunter2'),
      'a word': object('core/v1:Secret', { stringData: { password: 'changeme' } }),
      'its own name': object('core/v1:Secret', { stringData: { password: 'Password' } }),
    },
  },
  'kubernetes-redis-auth': {
    alsoGood: {
      'another program': alone(shop()),
      'a Sentinel that says nothing': alone(sentinels({ container: { command: ['redis-sentinel'] } })),
      'a variable alone': alone(env({ name: 'OTHER', value: 'x' }, { name: 'REDIS_PASSWORD', ...byRef })),
      'a variable with a file': alone(env({ name: 'REDIS_PASSWORD_FILE', value: '/run/x' })),
      'a password in the command': alone(command('redis-server', '--requirepass', '$(P)')),
      'a list in the command': alone(command('redis-server', '--aclfile', '/x')),
      'a password in a file': alone(byFile, config('  requirepass x\n')),
      'a user in a file': alone(byFile, config('user   default on >x\n')),
    },
    bad: {
      'a comment': alone(byFile, config('# requirepass x\n#requirepass x\n')),
      'a variable about it': alone(env({ name: 'PASSWORD_HINT', value: 'x' })),
    },
  },
};
