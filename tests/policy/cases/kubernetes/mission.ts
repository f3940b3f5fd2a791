// Encrypted, spread over zones, backed up.

import { unknown } from '../../wire.ts';
import type { RuleCase } from '../case.ts';
import {
  backup,
  type Fields,
  object,
  sentinels,
  servers,
  spread,
  storageClass,
  stranger,
} from './resources.ts';

const weekly = backup([{ name: 'KEEP_DAYS', value: '7' }]);

const plain = { command: ['redis-server', '--appendonly', 'yes'] };

const configMap = (data: Fields, metadata: Fields = {}) =>
  object('core/v1:ConfigMap', { metadata: { name: 'main-config', ...metadata }, data });

const velero = (template: Fields) =>
  object('velero.io/v1:Schedule', { metadata: { namespace: 'velero' }, spec: { template } });

export const cases: Record<string, RuleCase> = {
  'kubernetes-redis-encryption-at-rest': {
    good: servers(),
    beside: [storageClass({ encrypted: 'true' })],
    alsoGood: { 'a Sentinel, which stores no data': sentinels(), 'no Redis at all': stranger },
    bad: {
      'a class that nobody knows': { ...servers(), beside: [], says: /`encryptedClasses`/ },
      'a class that does not encrypt': { ...servers(), beside: [storageClass({ encrypted: 'false' })] },
      'no volume': { ...servers({ spec: { volumeClaimTemplates: [] } }), says: /no volume/ },
      'a Deployment': servers({ kind: 'Deployment' }),
    },
    absent: {
      ...servers({ spec: { volumeClaimTemplates: [{ spec: { accessModes: [] } }] } }),
      holds: false,
    },
    unknown: {
      ...servers({ spec: { volumeClaimTemplates: [{ spec: { storageClassName: unknown.text } }] } }),
      comes: 'refused',
    },
    values: [{ set: { encryptedClasses: ['encrypted'] }, given: servers(), holds: true }],
  },
  'kubernetes-redis-encryption-in-transit': {
    good: servers(),
    beside: [],
    alsoGood: {
      'a variable as charts have it': servers({
        container: {
          command: ['run'],
          image: 'bitnami/valkey:8',
          env: [{ name: 'VALKEY_TLS_ENABLED', value: 'yes' }],
        },
      }),
      'no Redis at all': stranger,
    },
    bad: {
      plain: { ...servers({ container: plain }), says: /`tls-port`/ },
      'a Sentinel in clear': sentinels({ container: { command: ['redis-sentinel', '/etc/sentinel.conf'] } }),
      'the other port open': {
        ...servers({ container: { command: ['redis-server', '--tls-port', '6380'] } }),
        says: /set `port` to 0/,
      },
      'a ConfigMap that another pod mounts': {
        ...servers({ container: plain }),
        beside: [configMap({ 'redis.conf': 'port 0\ntls-port 6379\n' }, { name: 'other' })],
      },
      'a ConfigMap of another namespace': {
        ...servers({ container: plain }),
        beside: [configMap({ 'redis.conf': 'port 0\ntls-port 6379\n' }, { namespace: 'default' })],
      },
      'switched off by a variable': servers({
        container: { ...plain, env: [{ name: 'REDIS_TLS_ENABLED', value: 'no' }] },
      }),
    },
    absent: { ...servers({ container: { command: undefined } }), holds: false },
    unknown: {
      ...servers({ container: { ...plain, env: [{ name: 'REDIS_TLS_ENABLED', value: unknown.text }] } }),
      comes: 'refused',
    },
  },
  'kubernetes-redis-multi-az': {
    good: servers(),
    alsoGood: {
      Sentinels: sentinels(),
      'affinity instead': servers({
        pod: {
          topologySpreadConstraints: [],
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: 'topology.kubernetes.io/zone' },
              ],
            },
          },
        },
      }),
      'no Redis at all': stranger,
    },
    bad: {
      'only if it is easy': {
        ...servers({
          pod: { topologySpreadConstraints: [{ ...spread, whenUnsatisfiable: 'ScheduleAnyway' }] },
        }),
        says: /different zones/,
      },
      'hosts instead of zones': servers({
        pod: { topologySpreadConstraints: [{ ...spread, topologyKey: 'kubernetes.io/hostname' }] },
      }),
      'one pod': { ...servers({ spec: { replicas: 1 } }), says: /1 pods cannot stand in 2 zones/ },
      'one domain is enough for it': {
        ...servers({ pod: { topologySpreadConstraints: [{ ...spread, minDomains: 1 }] } }),
        says: /`minDomains` comes to 1/,
      },
    },
    absent: { ...servers({ pod: { topologySpreadConstraints: undefined } }), holds: false },
    unknown: { ...servers({ pod: { topologySpreadConstraints: unknown.list } }), comes: 'refused' },
    values: [{ set: { minZones: 4 }, given: servers(), holds: false }],
  },
  'kubernetes-redis-snapshot-retention': {
    good: servers(),
    beside: [weekly],
    alsoGood: { 'a Sentinel, which has nothing to back up': sentinels(), 'no Redis at all': stranger },
    bad: {
      'no job': { ...servers(), beside: [], says: /no CronJob/ },
      'too few days': {
        ...servers(),
        beside: [backup([{ name: 'KEEP_DAYS', value: '6' }])],
        says: /kept for 6 days/,
      },
      'a job that does not say': { ...servers(), beside: [backup([])] },
      'a job of another namespace': {
        ...servers(),
        beside: [backup([{ name: 'KEEP_DAYS', value: '7' }], { metadata: { namespace: 'default' } })],
      },
      'a Velero schedule for others': {
        ...servers(),
        beside: [velero({ ttl: '240h0m0s', includedNamespaces: ['shop'] })],
      },
      'a short Velero schedule': {
        ...servers(),
        beside: [velero({ ttl: '24h0m0s' })],
        says: /kept for 1 days/,
      },
    },
    absent: { ...servers(), props: { spec: servers().props['spec' as never] }, holds: false },
    unknown: {
      ...servers(),
      beside: [backup([{ name: 'KEEP_DAYS', value: unknown.text }])],
      comes: 'refused',
    },
    values: [
      { set: { minRetentionDays: 8 }, given: servers(), holds: false },
      { set: { minRetentionDays: 1 }, given: servers(), holds: true },
    ],
  },
};
