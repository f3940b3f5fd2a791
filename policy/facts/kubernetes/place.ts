// Where objects lie and whom they choose.

import type { Props, Resource } from '../../pack/rule.ts';
import { unlessUnknown } from '../../pack/unknown.ts';
import { fields, ifKnown, objects, text } from '../read.ts';
import { workloads } from './types.ts';
import { isRedis, labelsOf, podOf, type Role, replicasOf } from './workload.ts';

export const zoneKeys = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];
export const hostKeys = ['kubernetes.io/hostname'];

/** Undefined where a preview does not know it. */
export function namespaceOf(props: Props): string | undefined {
  return unlessUnknown(() => text(fields(props.metadata).namespace) ?? 'default', undefined);
}

/** Whether two objects lie in one namespace; where one of them is not known, they may. */
export function isBeside(one: Resource, other: Resource): boolean {
  const [first, second] = [namespaceOf(one.props), namespaceOf(other.props)];
  return first === undefined || second === undefined || first === second;
}

/** How many pods of a role the workload's namespace has. */
export function countOf(role: Role, workload: Resource, stack: readonly Resource[]): number {
  return stack
    .filter(({ type }) => workloads.includes(type))
    .filter((one) => isRedis(one, role) && isBeside(one, workload))
    .reduce((sum, { props }) => sum + replicasOf(props), 0);
}

/** Whether a label selector chooses a workload's pods. An empty one chooses every pod of its namespace. */
export function chooses(selector: unknown, workload: Resource): boolean {
  const { matchLabels } = fields(selector);
  const labels = labelsOf(workload.props);
  return Object.entries(fields(matchLabels)).every(([label, value]) => labels[label] === value);
}

/** Whether pods are kept apart by one of these keys, or else not started. */
export function isKeptApart(props: Props, keys: readonly string[]): boolean {
  const { topologySpreadConstraints, affinity } = podOf(props);
  const spread = objects(topologySpreadConstraints).some(
    ({ topologyKey, whenUnsatisfiable }) =>
      keys.includes(text(topologyKey) ?? '') && (whenUnsatisfiable ?? 'DoNotSchedule') === 'DoNotSchedule',
  );
  const { podAntiAffinity } = fields(affinity);
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = fields(podAntiAffinity);
  return spread || objects(required).some(({ topologyKey }) => keys.includes(text(topologyKey) ?? ''));
}

/** The text of every ConfigMap of the stack that the pods mount. What is not known of it is left out. */
export function configurationOf(workload: Resource, stack: readonly Resource[], type: string): string {
  const names = new Set(
    objects(podOf(workload.props).volumes).flatMap((volume) => {
      const name = text(ifKnown(fields(volume.configMap), 'name'));
      return name === undefined ? [] : [name];
    }),
  );
  return stack
    .filter((object) => object.type === type && isBeside(object, workload))
    .filter(({ props }) => names.has(text(ifKnown(fields(props.metadata), 'name')) ?? ''))
    .flatMap(({ props }) => Object.values(fields(props.data)))
    .map((file) => text(file) ?? '')
    .join('\n');
}

/** Objects of a type, beside a workload, whose selector chooses its pods. */
export function choosing(
  workload: Resource,
  stack: readonly Resource[],
  type: string,
  selectorOf: (spec: Props) => unknown,
): Resource[] {
  return stack
    .filter((object) => object.type === type && isBeside(object, workload))
    .filter(({ props }) => chooses(selectorOf(fields(props.spec)), workload));
}
