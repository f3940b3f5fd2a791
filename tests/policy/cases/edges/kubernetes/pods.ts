import { alone, type Edges } from '../../case.ts';
import { type Fields, object, servers } from '../../kubernetes/resources.ts';
import { shop } from './resources.ts';

const redis = (image: string, more: Fields = {}) => servers({ container: { image, command: [], ...more } });

const house = (labels?: Fields) =>
  object('core/v1:Namespace', { metadata: { name: 'redis', namespace: undefined, labels } });

export const edges: Record<string, Edges> = {
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
  'kubernetes-redis-image-pinned': {
    alsoGood: {
      'a digest': redis('redis@sha256:0f'),
      'an exact tag': redis('redis:8.0.1'),
      'one with more behind it': redis('registry:5000/redis:7.10.12-alpine'),
    },
    bad: { 'a minor version': redis('redis:7.2') },
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
  'kubernetes-redis-pod-security': {
    alsoGood: {
      baseline: house({ 'pod-security.kubernetes.io/enforce': 'baseline' }),
      'a namespace of another program': alone(house(), shop()),
    },
  },
};
