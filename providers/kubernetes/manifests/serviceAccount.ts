import type { core } from '@pulumi/kubernetes/types/input.js';
import type { Plan } from '../plan.ts';
import { metadataOf } from './meta.ts';

/** An identity of its own that may do nothing: no pod here talks to the API, so none gets a token. */
export function serviceAccount(plan: Plan): core.v1.ServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(plan, plan.serviceAccount),
    automountServiceAccountToken: false,
  };
}
