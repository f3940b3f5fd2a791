// Servers and Sentinels as `strict` wants them, without the component.

import { StatefulSet } from '@pulumi/kubernetes/apps/v1/statefulSet.js';
import { CronJob } from '@pulumi/kubernetes/batch/v1/cronJob.js';
import { NetworkPolicy } from '@pulumi/kubernetes/networking/v1/networkPolicy.js';
import { PodDisruptionBudget } from '@pulumi/kubernetes/policy/v1/podDisruptionBudget.js';

const namespace = 'redis';
const image =
  'docker.io/valkey/valkey:8.0.11@sha256:9d1d2f5bf9c2d0a6e8c9f0b3a4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7';
const securityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
};
const tls = ['--port', '0', '--tls-port', '6379', '--tls-replication', 'yes'];

function members(role: string, command: string[]): void {
  const labels = { app: 'redis', role };
  const topology = (topologyKey: string) => ({ topologyKey, labelSelector: { matchLabels: labels } });
  new StatefulSet(`redis-${role}`, {
    metadata: { name: `redis-${role}`, namespace },
    spec: {
      serviceName: `redis-${role}`,
      replicas: 3,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          serviceAccountName: 'redis',
          securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
          topologySpreadConstraints: [
            {
              ...topology('topology.kubernetes.io/zone'),
              maxSkew: 1,
              minDomains: 3,
              whenUnsatisfiable: 'DoNotSchedule',
            },
          ],
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [topology('kubernetes.io/hostname')],
            },
          },
          containers: [
            {
              name: role,
              image,
              command,
              resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } },
              securityContext,
              livenessProbe: { exec: { command: ['sh', '/scripts/alive.sh'] }, periodSeconds: 10 },
              readinessProbe: { exec: { command: ['sh', '/scripts/ready.sh'] }, periodSeconds: 2 },
              volumeMounts: [{ name: 'data', mountPath: '/data' }],
            },
          ],
          volumes: [{ name: 'secrets', secret: { secretName: 'redis' } }],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'encrypted',
            resources: { requests: { storage: '10Gi' } },
          },
        },
      ],
    },
  });
  new PodDisruptionBudget(`redis-${role}`, {
    metadata: { namespace },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  });
  new NetworkPolicy(`redis-${role}`, {
    metadata: { namespace },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { uses: 'redis' } } }] }],
    },
  });
}

members('server', ['valkey-server', ...tls, '--aclfile', '/secrets/users.acl']);
members('sentinel', ['valkey-sentinel', '/data/sentinel.conf', ...tls]);

new CronJob('redis-backup', {
  metadata: { name: 'redis-backup', namespace },
  spec: {
    schedule: '0 3 * * *',
    jobTemplate: {
      spec: {
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [
              {
                name: 'backup',
                image,
                command: ['sh', '/scripts/take.sh'],
                env: [{ name: 'KEEP_DAYS', value: '7' }],
              },
            ],
          },
        },
      },
    },
  },
});
