// The objects of a deployment as manifests, in an order that never depends on the deployment's own.

import type { DeployedResource, Manifest } from '../backend.ts';

/** What must be there before something else asks for it comes first. */
const order = [
  'Namespace',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'Certificate',
  'Service',
  'PodDisruptionBudget',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'StatefulSet',
  'Deployment',
  'CronJob',
  'Job',
];

/** Every Kubernetes object among the resources, secrets in clear. */
export function manifestsOf(resources: readonly DeployedResource[]): Manifest[] {
  return resources
    .filter(({ type, inputs }) => type.startsWith('kubernetes:') && isManifest(inputs))
    .map(({ inputs }) => sorted(inputs) as Manifest)
    .toSorted((a, b) => compare(keyOf(a), keyOf(b)));
}

function keyOf({ kind, metadata }: Manifest): (string | number)[] {
  const place = order.indexOf(kind);
  return [place < 0 ? order.length : place, kind, metadata.namespace ?? '', metadata.name];
}

function compare(a: (string | number)[], b: (string | number)[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? '';
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

const first = ['apiVersion', 'kind', 'metadata', 'type', 'immutable', 'name'];

/** Keys in one order everywhere: what a reader looks for first, then the alphabet. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const place = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function isManifest(inputs: Record<string, unknown>): boolean {
  return typeof inputs.apiVersion === 'string' && typeof inputs.kind === 'string';
}
