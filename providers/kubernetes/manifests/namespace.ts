import type { core } from '@pulumi/kubernetes/types/input.js';
import type { Plan } from '../plan.ts';

/** Refuses pods that want more than ours do: Pod Security Standards, level restricted. */
export function namespace({ own }: Plan): core.v1.Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: own.namespace,
      labels: {
        'app.kubernetes.io/managed-by': 'redis-ha',
        'pod-security.kubernetes.io/enforce': 'restricted',
      },
    },
  };
}
