import type { core } from '@pulumi/kubernetes/types/input.js';
import { busPort, dataPort, exporterPort, isCluster, type Plan, sentinelPort } from '../plan.ts';
import { metadataOf, selectorOf } from './meta.ts';

/** Gives each data server its name. */
export function dataService(plan: Plan): core.v1.Service {
  const bus = isCluster(plan) ? [{ name: 'bus', port: busPort, targetPort: 'bus' }] : [];
  return peers(plan, 'data', plan.data, [{ name: 'redis', port: dataPort, targetPort: 'redis' }, ...bus]);
}

/** Gives each Sentinel its name. */
export function sentinelService(plan: Plan): core.v1.Service {
  const ports = [{ name: 'sentinel', port: sentinelPort, targetPort: 'sentinel' }];
  return peers(plan, 'sentinel', plan.sentinel, ports);
}

/** Where Prometheus finds the exporters of both kinds of pod. */
export function metricsService(plan: Plan): core.v1.Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(plan, `${plan.name}-metrics`),
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorOf(plan),
      ports: [{ name: 'metrics', port: exporterPort, targetPort: 'metrics' }],
    },
  };
}

/** Names must be there while pods are not ready, which is just when the others look for them. */
function peers(
  plan: Plan,
  component: 'data' | 'sentinel',
  name: string,
  ports: core.v1.ServicePort[],
): core.v1.Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(plan, name, component),
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorOf(plan, component),
      ports,
    },
  };
}
