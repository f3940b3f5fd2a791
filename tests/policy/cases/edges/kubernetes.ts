// What stands just beside a rule on Kubernetes: other ways to write the same, what is nearly it, what is another program's.

import { type Given, unknown } from '../../wire.ts';
import type { Edges } from '../case.ts';
import { backup, type Different, object, sentinels, servers, storageClass } from '../kubernetes.ts';

type Fields = Record<string, unknown>;

const redis = (image: string, more: Fields = {}) => servers({ container: { image, command: [], ...more } });
/** Another program's set, with everything else as Redis has it, and what is different. */
const shop = ({ container, ...different }: Different = {}) =>
  servers({ ...different, container: { name: 'shop', image: 'shop:1', command: ['shop'], ...container } });
const named = (given: Given, name: string): Given => ({ ...given, name });
const alone = <G extends Given>(given: G, ...beside: Given[]) => ({ ...given, beside });
const config = (text: string, more: Fields = {}) =>
  object('core/v1:ConfigMap', { metadata: { name: 'main-config' }, data: { 'redis.conf': text, ...more } });
const command = (...words: string[]) => servers({ container: { command: words } });
const env = (...all: Fields[]) => servers({ container: { command: ['redis-server'], env: all } });
const byFile = command('redis-server', '/etc/redis.conf');
const chosen = { matchLabels: { app: 'redis', role: 'data' } };
const budget = (spec: Fields, name = 'budget') =>
  object('policy/v1:PodDisruptionBudget', { spec: { selector: chosen, ...spec } }, name);
const network = (...ingress: Fields[]) =>
  object('networking.k8s.io/v1:NetworkPolicy', { spec: { podSelector: chosen, ingress } });
const service = (spec: Fields) => object('core/v1:Service', { spec });
const house = (labels?: Fields) =>
  object('core/v1:Namespace', { metadata: { name: 'redis', namespace: undefined, labels } });
const claims = (...classes: (string | undefined)[]) =>
  servers({ spec: { volumeClaimTemplates: classes.map((name) => ({ spec: { storageClassName: name } })) } });
const velero = (ttl: string | undefined) =>
  object('velero.io/v1:Schedule', { metadata: { namespace: 'velero' }, spec: { template: { ttl } } });
const three = named(sentinels(), 'sentinel');
const elsewhere = { metadata: { namespace: 'elsewhere' } };
const onlyNamed = (name: string): Given => ({ ...servers(), name, props: { spec: unknown.object } });
const byRef = { valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } } };
const from = { from: [{ podSelector: {} }], ports: [{ port: 6379 }] };
const zone = { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' };
const host = { ...zone, topologyKey: 'kubernetes.io/hostname', minDomains: 1 };
const keeps = (value: string, name = 'KEEP_DAYS') => backup([{ name, value }]);

export const edges: Record<string, Edges> = {
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
  'kubernetes-redis-image-digest': {
    alsoGood: {
      'a container beside it': servers({
        pod: {
          containers: [
            { name: 'redis', image: 'redis@sha256:0f' },
            { name: 'exporter', image: 'exporter:1' },
          ],
        },
      }),
      'what is called like it': redis('redisinsight:2'),
      'its exporter': redis('oliver006/redis_exporter:1'),
    },
    bad: Object.fromEntries(
      [
        'redis',
        'redis:8',
        'library/redis',
        'valkey',
        'x/keydb:6',
        'dragonfly:1',
        'bitnami/redis-cluster:7',
        'redis-stack-server',
        'redis-sentinel:7',
      ].map((image) => [`the image ${image}`, redis(image)]),
    ),
  },
  'kubernetes-redis-image-pinned': {
    alsoGood: {
      'a digest': redis('redis@sha256:0f'),
      'an exact tag': redis('redis:8.0.1'),
      'one with more behind it': redis('registry:5000/redis:7.10.12-alpine'),
    },
    bad: { 'a minor version': redis('redis:7.2') },
  },
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
  'kubernetes-redis-snapshot-retention': {
    alsoGood: {
      'the longer of two': alone(servers(), named(keeps('1'), 'daily'), keeps('7')),
      'days of retention': alone(servers(), keeps('7', 'RETENTION_DAYS')),
      'days to keep': alone(servers(), keeps('7', 'DAYS_TO_KEEP')),
      'a job of two containers': alone(
        servers(),
        object('batch/v1:CronJob', {
          spec: {
            jobTemplate: {
              spec: {
                template: {
                  spec: {
                    containers: [
                      { name: 'upload', image: 'rclone:1', env: [{ name: 'PORT', value: '99' }] },
                      { name: 'dump', image: 'redis:8', env: [{ name: 'KEEP_DAYS', value: '7' }] },
                    ],
                  },
                },
              },
            },
          },
        }),
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
        object('batch/v1:CronJob', {
          spec: {
            jobTemplate: {
              spec: {
                template: {
                  spec: {
                    containers: [
                      { name: 'dump', image: 'postgres:17', env: [{ name: 'KEEP_DAYS', value: '9' }] },
                    ],
                  },
                },
              },
            },
          },
        }),
      ),
      'a Velero schedule without an end': { ...alone(servers(), velero(undefined)), says: /no CronJob/ },
      'one with another': { ...alone(servers(), velero('about 168h')), says: /no CronJob/ },
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
  'kubernetes-redis-resources': {
    bad: {
      'no request of memory': {
        ...servers({ container: { resources: { requests: { cpu: 1 }, limits: { memory: '1Gi' } } } }),
        says: /requests of cpu and memory/,
      },
      'no limit at all': {
        ...servers({ container: { resources: { requests: { cpu: 1, memory: '1Gi' } } } }),
        says: /limit of memory/,
      },
    },
  },
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
  'kubernetes-redis-network-policy': {
    alsoGood: {
      'another port for all': alone(servers(), network(from, { ports: [{ port: 9121 }] })),
    },
    bad: {
      'the world among others': alone(
        servers(),
        network(from, {
          from: [{ podSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }],
          ports: [{ port: 9121 }, { port: 6379 }],
        }),
      ),
    },
  },
  'kubernetes-redis-service-internal': {
    bad: {
      'one of two ports': service({ type: 'NodePort', ports: [{ port: 443 }, { port: 6379 }] }),
      'one of two networks': service({
        type: 'LoadBalancer',
        ports: [{ port: 6379 }],
        loadBalancerSourceRanges: ['10.0.0.0/8', '0.0.0.0/0'],
      }),
    },
  },
  'kubernetes-redis-pod-security': {
    alsoGood: {
      baseline: house({ 'pod-security.kubernetes.io/enforce': 'baseline' }),
      'a namespace of another program': alone(house(), shop()),
    },
  },
  'kubernetes-redis-non-root': {
    alsoGood: {
      'whatever user that is not root': servers({ pod: { securityContext: { runAsNonRoot: true } } }),
      'what the container says': servers({
        pod: { securityContext: { runAsNonRoot: false } },
        container: { securityContext: { runAsNonRoot: true, runAsUser: 10001 } },
      }),
      'another program': shop({ pod: { securityContext: {} }, container: { securityContext: {} } }),
    },
    bad: {
      'what the container says': servers({
        container: { securityContext: { runAsNonRoot: true, runAsUser: 0 } },
      }),
    },
    values: [{ set: { minUid: 10001 }, given: servers(), holds: true }],
  },
  'kubernetes-redis-seccomp': {
    alsoGood: { 'another program': shop({ pod: { securityContext: {} } }) },
  },
  'kubernetes-redis-host-namespaces': {
    alsoGood: { 'another program': shop({ pod: { hostNetwork: true } }) },
    bad: {
      processes: { ...servers({ pod: { hostPID: true } }), says: /: hostPID\./ },
      memory: { ...servers({ pod: { hostIPC: true } }), says: /: hostIPC\./ },
    },
  },
  'kubernetes-redis-storage-class': {
    alsoGood: { 'another program': shop({ spec: { volumeClaimTemplates: [{ spec: {} }] } }) },
    values: [{ set: { allowed: ['encrypted'] }, given: claims('encrypted', 'other'), holds: false }],
  },
  'kubernetes-redis-volumes': {
    alsoGood: { 'another program': shop({ spec: { volumeClaimTemplates: [] } }) },
    bad: {
      'a Sentinel of a cache': sentinels({
        labels: { purpose: 'cache' },
        spec: { volumeClaimTemplates: [] },
      }),
    },
  },
  'kubernetes-redis-volumes-retained': {
    alsoGood: {
      'another program': shop({ spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } } }),
    },
    bad: { scaled: servers({ spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } }) },
  },
  'redis-protected-production': {
    alsoGood: { 'another program’s set': { ...shop(), protect: false } },
    bad: { 'a set of Redis': { ...servers(), protect: false } },
  },
};
