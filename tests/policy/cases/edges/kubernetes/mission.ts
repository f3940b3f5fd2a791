import { type Given, unknown } from '../../../wire.ts';
import { alone, type Edges } from '../../case.ts';
import { backup, config, cronJob, named, object, servers, storageClass } from '../../kubernetes/resources.ts';
import { byFile, claims, command, env } from './resources.ts';

const velero = (ttl: string | undefined) =>
  object('velero.io/v1:Schedule', { metadata: { namespace: 'velero' }, spec: { template: { ttl } } });

const onlyNamed = (name: string): Given => ({ ...servers(), name, props: { spec: unknown.object } });

const zone = { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' };

const host = { ...zone, topologyKey: 'kubernetes.io/hostname', minDomains: 1 };

const keeps = (value: string, name = 'KEEP_DAYS') => backup([{ name, value }]);

export const edges: Record<string, Edges> = {
  'kubernetes-redis-encryption-at-rest': {
    alsoGood: {
      'a class with a key': alone(servers(), storageClass({ kmsKeyId: 'key-1' })),
      'another cloud’s class with a key': alone(servers(), storageClass({ diskEncryptionSetID: 'x' })),
    },
    bad: {
      'one volume of two': alone(claims('encrypted', 'plain'), storageClass({ encrypted: 'true' })),
      'one of the default class': {
        ...alone(claims('encrypted', undefined), storageClass({ encrypted: 'true' })),
        says: /default storage class/,
      },
      'another class': alone(claims('other'), storageClass({ encrypted: 'true' })),
      'what is no class': alone(servers(), {
        ...storageClass({ encrypted: 'true' }),
        type: 'kubernetes:core/v1:ConfigMap',
      }),
    },
  },
  'kubernetes-redis-encryption-in-transit': {
    alsoGood: {
      'a mounted file': alone(byFile, config('port 0\ntls-port 6379\n')),
      'a file with spaces': alone(byFile, config('#\n  port   0  \n   tls-port   6379\n')),
      'a command with spaces': command('redis-server', '--port  0', '--tls-port  6379'),
      'a variable beside another container': servers({
        pod: {
          containers: [
            { name: 'exporter', image: 'exporter:1' },
            { name: 'redis', image: 'redis:8', env: [{ name: 'TLS', value: '1' }] },
          ],
        },
      }),
      'a variable that is true': env({ name: 'REDIS_TLS', value: 'true' }),
      'what is called like no Redis': alone(onlyNamed('predisk')),
    },
    bad: {
      'a file that switches it off': alone(byFile, config('port 0\ntls-port 0\n')),
      'a file about something else': alone(byFile, config('port 0\nno-tls-port 6379\n#tls-port 6379\n')),
      'a file with both ports': {
        ...alone(byFile, config('port 6379\ntls-port 6380\ncluster-port 0\n')),
        says: /set `port` to 0/,
      },
      'a Secret that is no ConfigMap': alone(byFile, {
        ...config('port 0\ntls-port 6379\n'),
        type: 'kubernetes:core/v1:Secret',
      }),
      'variables about something else': env(
        { name: 'TLS_ENABLED_AT', value: 'yes' },
        { name: 'NOTLS', value: 'yes' },
        { name: 'REDIS_TLS', value: 'yes, later' },
        { name: 'TLS_ENABLED', value: 'oh yes' },
      ),
      'a set of which the name alone is known': alone(onlyNamed('redis')),
      'one with the name at the end': alone(onlyNamed('main-redis')),
      'one with the name at the beginning': alone(onlyNamed('valkey_main')),
    },
  },
  'kubernetes-redis-multi-az': {
    alsoGood: {
      'as many pods as zones': servers({ spec: { replicas: 2 } }),
      'as many domains as zones': servers({
        pod: { topologySpreadConstraints: [{ ...zone, minDomains: 2 }] },
      }),
      'few hosts, which are no zones': servers({ pod: { topologySpreadConstraints: [host, zone] } }),
    },
    bad: {
      'zones by number beside hosts': servers({
        pod: { topologySpreadConstraints: [host, { ...zone, minDomains: 1 }] },
      }),
    },
  },
  'kubernetes-redis-snapshot-retention': {
    alsoGood: {
      'the longer of two': alone(servers(), named(keeps('1'), 'daily'), keeps('7')),
      'days of retention': alone(servers(), keeps('7', 'RETENTION_DAYS')),
      'days to keep': alone(servers(), keeps('7', 'DAYS_TO_KEEP')),
      'a job of two containers': alone(
        servers(),
        cronJob([
          { name: 'upload', image: 'rclone:1', env: [{ name: 'PORT', value: '99' }] },
          { name: 'dump', image: 'redis:8', env: [{ name: 'KEEP_DAYS', value: '7' }] },
        ]),
      ),
    },
    bad: {
      'a job, not a schedule': alone(servers(), { ...keeps('7'), type: 'kubernetes:batch/v1:Job' }),
      'what it says of itself, whatever it does': {
        ...alone(
          servers(),
          backup([{ name: 'KEEP_DAYS', value: '30' }], {
            metadata: { annotations: { 'redis-ha-policy/retention-days': '3' } },
          }),
        ),
        says: /kept for 3 days/,
      },
      'a variable about something else': alone(
        servers(),
        keeps('9', 'KEEP_DAYS_OF'),
        keeps('9', 'MY_DAYS_TO_KEEP'),
      ),
      'no number': { ...alone(servers(), keeps('a week'), named(keeps(' '), 'x')), says: /no CronJob/ },
      'backups of another program': alone(
        servers(),
        cronJob([{ name: 'dump', image: 'postgres:17', env: [{ name: 'KEEP_DAYS', value: '9' }] }]),
      ),
      'a Velero schedule without an end': { ...alone(servers(), velero(undefined)), says: /no CronJob/ },
      'one with another': { ...alone(servers(), velero('about 168h')), says: /no CronJob/ },
    },
  },
};
