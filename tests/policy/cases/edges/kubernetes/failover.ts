import { unknown } from '../../../wire.ts';
import { alone, type Edges } from '../../case.ts';
import {
  chosen,
  config,
  type Fields,
  named,
  object,
  sentinels,
  servers,
} from '../../kubernetes/resources.ts';
import { byFile, command, shop } from './resources.ts';

const budget = (spec: Fields, name = 'budget') =>
  object('policy/v1:PodDisruptionBudget', { spec: { selector: chosen, ...spec } }, name);

const three = named(sentinels(), 'sentinel');

const elsewhere = { metadata: { namespace: 'elsewhere' } };

export const edges: Record<string, Edges> = {
  'kubernetes-redis-disruption-budget': {
    alsoGood: {
      'all but one': alone(servers(), budget({ minAvailable: 2 })),
      'one in words': alone(servers(), budget({ maxUnavailable: '1' })),
    },
    bad: {
      'one of two budgets': alone(
        servers(),
        budget({ maxUnavailable: 1 }),
        budget({ maxUnavailable: 2 }, 'other'),
      ),
      'more than there are': alone(servers(), budget({ minAvailable: 4 })),
      'one for some of the labels': alone(
        servers(),
        budget({ maxUnavailable: 1, selector: { matchLabels: { app: 'redis', role: 'other' } } }),
      ),
    },
  },
  'kubernetes-redis-replicas': {
    alsoGood: {
      'two and one more': alone(
        servers({ spec: { replicas: 2 } }),
        named(servers({ spec: { replicas: 1 } }), 'more'),
      ),
      'another program': alone(shop({ spec: { replicas: 1 } })),
    },
    bad: {
      'Sentinels, which are none': alone(servers({ spec: { replicas: 2 } }), three),
      'one in another namespace': alone(
        servers({ spec: { replicas: 2 } }),
        named(servers(elsewhere), 'more'),
      ),
      'what is no workload': alone(servers({ spec: { replicas: 2 } }), {
        ...named(servers(), 'more'),
        type: 'kubernetes:apps/v1:ReplicaSet',
      }),
    },
  },
  'kubernetes-redis-sentinels': {
    alsoGood: {
      'a cluster by its file': alone(byFile, config('cluster-enabled   yes\n')),
      'a cluster by its command': alone(command('redis-server', '--cluster-enabled', 'yes')),
      'a namespace not known yet': servers({ metadata: { namespace: unknown.text } }),
      'Sentinels in one': alone(
        servers(),
        named(sentinels({ metadata: { namespace: unknown.text } }), 'sentinel'),
      ),
    },
    bad: {
      'an even number': {
        ...alone(servers(), named(sentinels({ spec: { replicas: 4 } }), 'sentinel')),
        says: /4 Sentinels can lose no more than 3 can/,
      },
      'what is no workload': alone(servers(), { ...three, type: 'kubernetes:apps/v1:ReplicaSet' }),
    },
  },
  'kubernetes-redis-quorum': {
    alsoGood: {
      'a variable alone': alone(
        sentinels({
          container: {
            env: [
              { name: 'X', value: '1' },
              { name: 'HA_QUORUM', value: '2' },
            ],
          },
        }),
      ),
      'a variable about it': alone(sentinels({ container: { env: [{ name: 'QUORUM_OFF', value: '1' }] } })),
      'a comment': alone(
        sentinels(),
        config('# sentinel monitor main redis-0 6379 1\n#sentinel monitor a b 1 1\n'),
      ),
      spaces: alone(sentinels(), config('\n  sentinel   monitor   main   redis-0   6379   2\n')),
      'many of many': alone(
        sentinels({ spec: { replicas: 15 } }),
        config('sentinel monitor main redis-0 6379 10\n'),
      ),
      'one of one': alone(
        sentinels({ spec: { replicas: 1 } }),
        config('sentinel monitor main redis-0 6379 1\n'),
      ),
      'servers, which have none': alone(servers(), config('sentinel monitor main redis-0 6379 1\n')),
    },
    bad: {
      'a variable that is too low': alone(
        sentinels({ container: { env: [{ name: 'HA_QUORUM', value: '1' }] } }),
      ),
    },
  },
  'kubernetes-redis-sentinel-config-writable': {
    alsoGood: {
      'a server in a ConfigMap': servers({
        container: {
          command: ['redis-server', '/etc/redis/redis.conf'],
          volumeMounts: [{ name: 'config', mountPath: '/etc/redis' }],
        },
      }),
      'a folder of its own': sentinels({ pod: { volumes: [{ name: 'state', emptyDir: {} }] } }),
      'a ConfigMap elsewhere': sentinels({
        container: {
          volumeMounts: [
            { name: 'state', mountPath: '/state' },
            { name: 'config', mountPath: '/etc/redis' },
          ],
        },
      }),
      'a command without a file': sentinels({ container: { command: ['start.sh', 'sentinel'] } }),
    },
    bad: {
      'a Secret': sentinels({
        container: {
          command: ['redis-sentinel', '', '/etc/redis/sentinel.conf'],
          volumeMounts: [{ name: 'secret', mountPath: '/etc/redis' }],
        },
        pod: { volumes: [{ name: 'secret', secret: { secretName: 'redis' } }] },
      }),
    },
  },
  'redis-protected-production': {
    alsoGood: { 'another program’s set': { ...shop(), protect: false } },
    bad: { 'a set of Redis': { ...servers(), protect: false } },
  },
};
