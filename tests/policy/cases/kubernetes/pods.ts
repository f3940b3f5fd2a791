// What a container may do, what it is made of, and how its life is watched.

import { type Given, unknown } from '../../wire.ts';
import type { RuleCase } from '../case.ts';
import { type Fields, object, onPods, servers } from './resources.ts';

const house = (labels: Fields | undefined): Given =>
  object('core/v1:Namespace', { metadata: { name: 'redis', namespace: undefined, labels } });

const podContext = (securityContext: unknown) => servers({ pod: { securityContext } });

const security = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };

const resources = (requests: Fields, limits: Fields) => ({ container: { resources: { requests, limits } } });

export const cases: Record<string, RuleCase> = {
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
