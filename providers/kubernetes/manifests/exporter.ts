import type { core } from '@pulumi/kubernetes/types/input.js';
import type * as pulumi from '@pulumi/pulumi';
import { dataPort, exporterPort, type Plan, sentinelPort } from '../plan.ts';
import { containerSecurity } from './pod.ts';

/**
 * The exporter as a sidecar that starts before the server and ends after it (an init container that restarts, 1.29).
 * None where nobody asked for it.
 */
export function exporter(
  plan: Plan,
  component: 'data' | 'sentinel',
  access: pulumi.Input<string>,
): core.v1.Container[] {
  const { metrics } = plan.own;
  if (!metrics.exporter) return [];
  const scheme = plan.tls ? 'rediss' : 'redis';
  const port = component === 'data' ? dataPort : sentinelPort;
  return [
    {
      name: 'exporter',
      image: metrics.exporterImage,
      restartPolicy: 'Always',
      env: [
        { name: 'REDIS_ADDR', value: `${scheme}://localhost:${port}` },
        { name: 'REDIS_USER', value: 'metrics' },
        {
          name: 'REDIS_PASSWORD',
          valueFrom: { secretKeyRef: { name: access, key: 'metrics-password' } },
        },
        // CONFIG GET would show it the replication password.
        { name: 'REDIS_EXPORTER_CONFIG_COMMAND', value: '-' },
        { name: 'REDIS_EXPORTER_WEB_LISTEN_ADDRESS', value: `0.0.0.0:${exporterPort}` },
        ...(plan.tls ? [{ name: 'REDIS_EXPORTER_TLS_CA_CERT_FILE', value: '/etc/redis-ha/tls/ca.crt' }] : []),
      ],
      ports: [{ name: 'metrics', containerPort: exporterPort }],
      resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
      securityContext: containerSecurity,
      ...(plan.tls && { volumeMounts: [{ name: 'tls', mountPath: '/etc/redis-ha/tls', readOnly: true }] }),
    },
  ];
}
