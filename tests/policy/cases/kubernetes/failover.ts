// Servers enough, apart, with Sentinels that can agree.

import { unknown } from '../../wire.ts';
import type { RuleCase } from '../case.ts';
import {
  chosen,
  config,
  type Fields,
  named,
  object,
  onPods,
  sentinels,
  servers,
  stranger,
  variable,
} from './resources.ts';

const budget = (spec: Fields) =>
  object('policy/v1:PodDisruptionBudget', { spec: { selector: chosen, ...spec } });

const three = named(sentinels(), 'sentinel');

export const cases: Record<string, RuleCase> = {
  'kubernetes-redis-disruption-budget': {
    good: servers(),
    beside: [budget({ maxUnavailable: 1 })],
    alsoGood: { 'no Redis at all': stranger },
    bad: {
      none: { ...servers(), beside: [], says: /no PodDisruptionBudget/ },
      'one for others': { ...servers(), beside: [budget({ selector: { matchLabels: { app: 'shop' } } })] },
      'two at once': { ...servers(), beside: [budget({ maxUnavailable: 2 })], says: /`maxUnavailable` to 1/ },
      'none at all': { ...servers(), beside: [budget({ minAvailable: 3 })] },
    },
    absent: { ...servers({ labels: { app: 'other' } }), holds: false },
    unknown: { ...servers(), beside: [budget({ maxUnavailable: unknown.number })], comes: 'advice' },
  },
  'kubernetes-redis-host-spread': onPods(
    {
      'only if it is easy': {
        pod: { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } } },
        says: /different ones/,
      },
    },
    { absent: { pod: { affinity: undefined } }, unknown: { pod: { affinity: unknown.object } } },
  ),
  'kubernetes-redis-replicas': {
    good: servers(),
    alsoGood: { 'no Redis at all': stranger, Sentinels: sentinels({ spec: { replicas: 1 } }) },
    bad: { two: { ...servers({ spec: { replicas: 2 } }), says: /There are 2 servers; have 3/ } },
    absent: { ...servers({ spec: { replicas: undefined } }), holds: false },
    unknown: { ...servers({ spec: { replicas: unknown.number } }), comes: 'advice' },
    values: [{ set: { minServers: 4 }, given: servers(), holds: false }],
  },
  'kubernetes-redis-sentinels': {
    good: servers(),
    beside: [three],
    alsoGood: {
      'a cluster': servers({ container: { command: ['redis-server', '--cluster-enabled yes'] } }),
      'no Redis at all': stranger,
    },
    bad: {
      none: { ...servers(), beside: [], says: /no Sentinel/ },
      two: {
        ...servers(),
        beside: [named(sentinels({ spec: { replicas: 2 } }), 'sentinel')],
        says: /no majority/,
      },
      four: {
        ...servers(),
        beside: [named(sentinels({ spec: { replicas: 4 } }), 'sentinel')],
        says: /odd number/,
      },
      'those of another namespace': {
        ...servers(),
        beside: [named(sentinels({ metadata: { namespace: 'other' } }), 'sentinel')],
      },
    },
    absent: { ...servers({ metadata: { namespace: undefined } }), holds: false },
    unknown: {
      ...servers(),
      beside: [named(sentinels({ spec: { replicas: unknown.number } }), 'sentinel')],
      comes: 'advice',
    },
  },
  'kubernetes-redis-quorum': {
    good: sentinels(),
    beside: [config('sentinel monitor main redis-0 6379 2\n')],
    alsoGood: {
      servers: servers(),
      'a variable': sentinels({ pod: { volumes: [] }, ...variable({ name: 'HA_QUORUM', value: '2' }) }),
    },
    bad: {
      'one of three': {
        ...sentinels(),
        beside: [config('sentinel monitor main redis-0 6379 1\n')],
        says: /1 of 3 Sentinels/,
      },
      'two of four': sentinels({ spec: { replicas: 4 } }),
      'all of three': {
        ...sentinels(),
        beside: [config('sentinel monitor main redis-0 6379 3\n')],
        says: /never reached/,
      },
    },
    absent: { ...sentinels({ pod: { volumes: [] } }), holds: true },
    unknown: { ...sentinels({ spec: { replicas: unknown.number } }), comes: 'advice' },
  },
  'kubernetes-redis-sentinel-config-writable': {
    good: sentinels(),
    alsoGood: {
      servers: servers(),
      'a file in a folder that is not mounted': sentinels({ container: { volumeMounts: [] } }),
    },
    bad: {
      'a ConfigMap': {
        ...sentinels({
          container: {
            command: ['redis-sentinel', '/etc/redis/sentinel.conf'],
            volumeMounts: [{ name: 'config', mountPath: '/etc/redis' }],
          },
        }),
        says: /read-only/,
      },
    },
    absent: { ...sentinels({ container: { volumeMounts: undefined } }), holds: true },
    unknown: { ...sentinels({ pod: { volumes: unknown.list } }), comes: 'advice' },
  },
};
