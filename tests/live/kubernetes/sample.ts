import type { KubernetesObject, V1Service, V1StatefulSet } from '@kubernetes/client-node';
import { valkeyImage } from './cluster/index.ts';

export const namespace = 'sample';

/** Three servers that know nothing of each other, one to a zone, each with a disk, under the strictest pod rules. */
export function sample(): KubernetesObject[] {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
    service('peers', 'None'),
    service('any'),
    statefulSet(),
  ];
}

function service(name: string, clusterIP?: string): V1Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      selector: { app: 'sample' },
      ports: [{ name: 'redis', port: 6379 }],
      ...(clusterIP && { clusterIP }),
    },
  };
}

function statefulSet(): V1StatefulSet {
  const labels = { app: 'sample' };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'sample', namespace },
    spec: {
      serviceName: 'peers',
      replicas: 3,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 5,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 999,
            fsGroup: 999,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'topology.kubernetes.io/zone',
              whenUnsatisfiable: 'DoNotSchedule',
              labelSelector: { matchLabels: labels },
            },
          ],
          containers: [
            {
              name: 'server',
              image: valkeyImage.name,
              args: ['valkey-server', '--dir', '/disk', '--appendonly', 'yes', '--protected-mode', 'no'],
              readinessProbe: { exec: { command: ['valkey-cli', 'ping'] }, periodSeconds: 1 },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
              volumeMounts: [{ name: 'disk', mountPath: '/disk' }],
            },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'disk' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  };
}
