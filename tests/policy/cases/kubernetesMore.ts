import { type Given, unknown } from '../servedPack.ts';
import type { RuleCase } from './case.ts';
import { type Different, object, sentinels, servers, stranger } from './kubernetes.ts';

type Fields = Record<string, unknown>;

const chosen = { matchLabels: { app: 'redis', role: 'data' } };
const budget = (spec: Fields) =>
  object('policy/v1:PodDisruptionBudget', { spec: { selector: chosen, ...spec } });
const network = (ingress: unknown, podSelector: unknown = chosen) =>
  object('networking.k8s.io/v1:NetworkPolicy', { spec: { podSelector, policyTypes: ['Ingress'], ingress } });
const config = (text: string) =>
  object('core/v1:ConfigMap', { metadata: { name: 'main-config' }, data: { 'redis.conf': text } });
const service = (spec: Fields): Given => object('core/v1:Service', { spec });
const house = (labels: Fields | undefined): Given =>
  object('core/v1:Namespace', { metadata: { name: 'redis', namespace: undefined, labels } });
const named = (given: Given, name: string): Given => ({ ...given, name });
const three = named(sentinels(), 'sentinel');
const podContext = (securityContext: unknown) => servers({ pod: { securityContext } });
const security = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };

/** A rule on workloads of Redis: `bad` by what is different; another program's workload is none of its business. */
function onPods(
  bad: Record<string, Different & { says?: RegExp }>,
  o: { absent: Different; holds?: boolean; unknown: Different; comes?: 'advice' | 'holds' | 'refused' },
): RuleCase {
  const refused = Object.entries(bad).map(([what, { says, ...different }]) => [
    what,
    { ...servers(different), ...(says && { says }) },
  ]);
  return {
    good: servers(),
    alsoGood: { 'no Redis at all': stranger, Sentinels: sentinels() },
    bad: Object.fromEntries(refused),
    absent: { ...servers(o.absent), holds: o.holds ?? false },
    unknown: { ...servers(o.unknown), comes: o.comes ?? 'advice' },
  };
}

const resources = (requests: Fields, limits: Fields) => ({ container: { resources: { requests, limits } } });
const variable = (one: Fields) => ({ container: { env: [one] } });
const claims = (spec: Fields) => ({ spec: { volumeClaimTemplates: [{ spec }] } });

export const more: Record<string, RuleCase> = {
  'kubernetes-redis-probes': onPods(
    {
      'no liveness': { container: { livenessProbe: undefined }, says: /missing in container redis/ },
      'the same twice': {
        container: { livenessProbe: { exec: { command: ['ready'] } } },
        says: /are the same/,
      },
    },
    {
      absent: { container: { readinessProbe: undefined } },
      unknown: { container: { livenessProbe: unknown.object } },
    },
  ),
  'kubernetes-redis-resources': onPods(
    {
      'no request of CPU': resources({ memory: '1Gi' }, { memory: '1Gi' }),
      'no limit of memory': resources({ cpu: 1, memory: '1Gi' }, { cpu: 1 }),
      'more than is promised': {
        ...resources({ cpu: 1, memory: '1Gi' }, { memory: '2Gi' }),
        says: /request and limit differ/,
      },
    },
    {
      absent: { container: { resources: undefined } },
      unknown: { container: { resources: unknown.object } },
    },
  ),
  'kubernetes-redis-image-pinned': onPods(
    {
      latest: { container: { image: 'redis:latest' }, says: /no exact one/ },
      'a major version': { container: { image: 'redis:7-alpine' } },
      'a port of a registry': { container: { image: 'registry:5000/redis' } },
    },
    { absent: { container: { image: undefined } }, unknown: { container: { image: unknown.text } } },
  ),
  'kubernetes-redis-image-digest': onPods(
    { 'a tag': { container: { image: 'redis:8.0.1' }, says: /no digest/ } },
    { absent: { container: { image: undefined } }, unknown: { container: { image: unknown.text } } },
  ),
  'kubernetes-redis-not-privileged': onPods(
    {
      privileged: { container: { securityContext: { ...security, privileged: true } }, says: /`privileged`/ },
      'may escalate': { container: { securityContext: { ...security, allowPrivilegeEscalation: true } } },
      'an init container': { pod: { initContainers: [{ name: 'first' }] }, says: /container first/ },
    },
    {
      absent: { container: { securityContext: undefined } },
      unknown: { container: { securityContext: unknown.object } },
    },
  ),
  'kubernetes-redis-non-root': {
    ...onPods(
      {
        root: { pod: { securityContext: { runAsNonRoot: true, runAsUser: 0 } }, says: /as root/ },
        'root for one': { container: { securityContext: { ...security, runAsNonRoot: false } } },
      },
      {
        absent: { pod: { securityContext: undefined }, container: { securityContext: security } },
        unknown: { pod: { securityContext: unknown.object } },
      },
    ),
    values: [{ set: { minUid: 10002 }, given: servers(), holds: false }],
  },
  'kubernetes-redis-read-only-root': onPods(
    {
      writable: {
        container: { securityContext: { ...security, readOnlyRootFilesystem: false } },
        says: /writable/,
      },
    },
    {
      absent: { container: { securityContext: undefined } },
      unknown: { container: { securityContext: unknown.object } },
    },
  ),
  'kubernetes-redis-capabilities': onPods(
    {
      'some dropped': { container: { securityContext: { capabilities: { drop: ['NET_RAW'] } } } },
      'one added': {
        container: { securityContext: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } },
        says: /added/,
      },
    },
    {
      absent: { container: { securityContext: {} } },
      unknown: { container: { securityContext: { capabilities: unknown.object } } },
    },
  ),
  'kubernetes-redis-seccomp': {
    ...onPods(
      {
        unconfined: {
          container: { securityContext: { seccompProfile: { type: 'Unconfined' } } },
          says: /seccomp/,
        },
      },
      { absent: { pod: { securityContext: {} } }, unknown: { pod: { securityContext: unknown.object } } },
    ),
    alsoGood: { 'a profile of its own': podContext({ seccompProfile: { type: 'Localhost' } }) },
  },
  'kubernetes-redis-host-namespaces': onPods(
    {
      'the network': { pod: { hostNetwork: true }, says: /hostNetwork/ },
      'a folder': { pod: { volumes: [{ name: 'data', hostPath: { path: '/data' } }] }, says: /hostPath/ },
      'a port': { container: { ports: [{ containerPort: 6379, hostPort: 6379 }] }, says: /hostPort/ },
    },
    { absent: { pod: {} }, holds: true, unknown: { pod: { hostNetwork: unknown.boolean } } },
  ),
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
  'kubernetes-redis-service-account-token': onPods(
    {
      mounted: { pod: { automountServiceAccountToken: true }, says: /`automountServiceAccountToken`/ },
      'the one called default': { pod: { serviceAccountName: 'default' }, says: /called default/ },
    },
    {
      absent: { pod: { automountServiceAccountToken: undefined } },
      unknown: { pod: { serviceAccountName: unknown.text } },
      comes: 'holds',
    },
  ),
  'kubernetes-redis-namespace': onPods(
    { default: { metadata: { namespace: 'default' }, says: /namespace default/ } },
    {
      absent: { metadata: { namespace: undefined } },
      unknown: { metadata: { namespace: unknown.text } },
      comes: 'holds',
    },
  ),
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
  'kubernetes-redis-storage-class': {
    ...onPods(
      { 'the default': { ...claims({}), says: /default class/ } },
      { absent: claims({}), unknown: claims({ storageClassName: unknown.text }) },
    ),
    values: [
      { set: { allowed: ['encrypted'] }, given: servers(), holds: true },
      { set: { allowed: ['fast'] }, given: servers(), holds: false },
    ],
  },
  'kubernetes-redis-volumes': {
    ...onPods(
      { none: { spec: { volumeClaimTemplates: [] }, says: /no volume/ } },
      {
        absent: { spec: { volumeClaimTemplates: undefined } },
        unknown: { spec: { volumeClaimTemplates: unknown.list } },
      },
    ),
    alsoGood: {
      'a cache': servers({ labels: { purpose: 'cache' }, spec: { volumeClaimTemplates: [] } }),
      'no Redis at all': stranger,
    },
  },
  'kubernetes-redis-volumes-retained': onPods(
    {
      deleted: {
        spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } },
        says: /deletes the data/,
      },
    },
    {
      absent: { spec: { persistentVolumeClaimRetentionPolicy: undefined } },
      holds: true,
      unknown: { spec: { persistentVolumeClaimRetentionPolicy: unknown.object } },
    },
  ),
  'kubernetes-redis-stateful': {
    good: servers(),
    alsoGood: { 'no Redis at all': stranger },
    bad: { 'a Deployment': { ...sentinels({ kind: 'Deployment' }), says: /Deployment/ } },
    absent: { ...stranger, props: {}, holds: true },
    unknown: { ...servers({ kind: 'Deployment', container: { image: unknown.text } }), comes: 'refused' },
  },
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
  'kubernetes-redis-network-policy': {
    good: servers(),
    beside: [network([{ from: [{ podSelector: {} }], ports: [{ port: 6379 }] }])],
    alsoGood: { 'no Redis at all': stranger },
    bad: {
      none: { ...servers(), beside: [], says: /no NetworkPolicy/ },
      'one for others': { ...servers(), beside: [network([], { matchLabels: { app: 'shop' } })] },
      'from everywhere': {
        ...servers(),
        beside: [network([{ ports: [{ port: 6379 }] }])],
        says: /names nobody/,
      },
      'from the world': { ...servers(), beside: [network([{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }])] },
    },
    absent: { ...servers({ labels: { app: 'other' } }), holds: false },
    unknown: { ...servers(), beside: [network(unknown.list)], comes: 'advice' },
  },
  'kubernetes-redis-service-internal': {
    good: service({ type: 'ClusterIP', ports: [{ port: 6379 }] }),
    alsoGood: {
      'another port': service({ type: 'LoadBalancer', ports: [{ port: 443 }] }),
      'a few networks': service({
        type: 'LoadBalancer',
        ports: [{ port: 6379 }],
        loadBalancerSourceRanges: ['10.0.0.0/8'],
      }),
    },
    bad: {
      'a load balancer': {
        ...service({ type: 'LoadBalancer', ports: [{ port: 6379 }] }),
        says: /a LoadBalancer/,
      },
      'a port of each machine': service({ type: 'NodePort', ports: [{ port: 80, targetPort: 26379 }] }),
      'a load balancer for the world': service({
        type: 'LoadBalancer',
        ports: [{ port: 6379 }],
        loadBalancerSourceRanges: ['0.0.0.0/0'],
      }),
    },
    absent: { ...service({ ports: [{ port: 6379 }] }), holds: true },
    unknown: { ...service({ type: unknown.text, ports: [{ port: 6379 }] }), comes: 'advice' },
  },
  'kubernetes-redis-pod-security': {
    good: house(restricted),
    beside: [servers()],
    alsoGood: { 'a namespace without Redis': object('core/v1:Namespace', { metadata: { name: 'shop' } }) },
    bad: {
      privileged: { ...house({ 'pod-security.kubernetes.io/enforce': 'privileged' }), says: /no level/ },
    },
    absent: { ...house(undefined), holds: false },
    unknown: { ...house({ 'pod-security.kubernetes.io/enforce': unknown.text }), comes: 'advice' },
  },
};
