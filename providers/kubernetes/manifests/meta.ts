import type { core, meta } from '@pulumi/kubernetes/types/input.js';
import type * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../plan.ts';

/** What an object of an instance is part of. */
export type Component = 'data' | 'sentinel' | 'snapshots' | 'proxy';

/** Labels by which pods are chosen: they can never change, so there is nothing in them that might. */
export function selectorOf({ name }: Plan, component?: Component): Record<string, string> {
  return {
    'app.kubernetes.io/name': 'redis-ha',
    'app.kubernetes.io/instance': name,
    ...(component && { 'app.kubernetes.io/component': component }),
  };
}

/** Which shard of a cluster a pod is of. */
export const shardLabel = 'redis-ha/shard';

/** Labels of every object, the user's `tags` among them. */
export function labelsOf(plan: Plan, component?: Component): Record<string, string> {
  return {
    ...plan.spec.tags,
    ...selectorOf(plan, component),
    'app.kubernetes.io/managed-by': 'redis-ha',
  };
}

export function metadataOf(
  plan: Plan,
  name: pulumi.Input<string>,
  component?: Component,
): meta.v1.ObjectMeta & { labels: Record<string, string> } {
  return { name, namespace: plan.own.namespace, labels: labelsOf(plan, component) };
}

export type Container = core.v1.Container;
export type PodSpec = core.v1.PodSpec;
