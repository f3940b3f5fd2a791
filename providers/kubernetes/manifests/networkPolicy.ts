import type { networking } from '@pulumi/kubernetes/types/input.js';
import { busPort, dataPort, exporterPort, isCluster, type Plan, sentinelPort } from '../plan.ts';
import { metadataOf, selectorOf } from './meta.ts';
import type { Standing } from './pod.ts';

/** Who may connect: the instance's own pods, its namespace, and the applications' namespaces. */
export function networkPolicy(plan: Plan, component: Standing): networking.v1.NetworkPolicy {
  const port = component === 'sentinel' ? sentinelPort : dataPort;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(plan, plan[component], component),
    spec: {
      podSelector: { matchLabels: selectorOf(plan, component) },
      // Egress stays open: it would have to name the cluster's DNS, which is somewhere else in each.
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: clientNamespaces(plan).map((namespace) => ({
            // The label that the API server itself sets.
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
          })),
          ports: [{ protocol: 'TCP', port }],
        },
        // A cluster's bus asks for no password: whoever speaks to it is believed.
        ...(isCluster(plan)
          ? [
              {
                from: [{ podSelector: { matchLabels: selectorOf(plan, 'data') } }],
                ports: [{ protocol: 'TCP', port: busPort }],
              },
            ]
          : []),
        // Figures, no data; whoever scrapes may be anywhere.
        ...(plan.own.metrics.exporter && component !== 'proxy'
          ? [{ ports: [{ protocol: 'TCP', port: exporterPort }] }]
          : []),
      ],
    },
  };
}

/** Namespaces whose pods may connect, each once. */
export function clientNamespaces({ own, spec }: Plan): string[] {
  const bound = spec.bindings.map(({ namespace }) => namespace ?? own.namespace);
  return [...new Set([own.namespace, ...bound, ...own.network.namespaces])].sort();
}
