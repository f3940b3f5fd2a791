// Makes kubernetes.json beside it from the API's published OpenAPI document (Kubernetes' repository, and the Go module of
// the same name: api/openapi-spec/swagger.json):
//   go mod download k8s.io/kubernetes@v1.34.2
//   node engine/clouds/kubernetes/schema/reduce.ts v1.34.2 "$(go env GOMODCACHE)/k8s.io/kubernetes@v1.34.2/api/openapi-spec/swagger.json"

import { readFileSync, writeFileSync } from 'node:fs';

interface Document {
  definitions: Record<string, Node>;
}
interface Node {
  [key: string]: unknown;
}

const kinds: Record<string, readonly string[]> = {
  'core/v1': [
    'Namespace',
    'Secret',
    'ConfigMap',
    'Service',
    'ServiceAccount',
    'PersistentVolumeClaim',
    'Pod',
    'ResourceQuota',
  ],
  'apps/v1': ['StatefulSet', 'Deployment'],
  'batch/v1': ['CronJob', 'Job'],
  'policy/v1': ['PodDisruptionBudget'],
  'networking.k8s.io/v1': ['NetworkPolicy'],
};

/** What decides whether a value fits. Prose and hints for merging are left out. */
const kept = new Set(['type', 'format', 'required', 'properties', 'items', 'additionalProperties', '$ref']);

const prefix = '#/definitions/';
const [version, file] = process.argv.slice(2);
if (version === undefined || file === undefined)
  throw new Error('Name the version and its swagger.json, see the head of this file.');
const source = JSON.parse(readFileSync(file, 'utf8')) as Document;
const definitions: Record<string, Node> = {};
const roots = Object.entries(kinds).flatMap(([group, names]) =>
  names.map((name) => [
    `${group.replace('core/', '')}/${name}`,
    `io.k8s.api.${group.replace('.k8s.io', '').replace('/', '.')}.${name}`,
  ]),
);
for (const [, name = ''] of roots) take(name);
writeFileSync(
  new URL('kubernetes.json', import.meta.url),
  `${JSON.stringify({
    source: `Kubernetes ${version}, api/openapi-spec/swagger.json`,
    kinds: Object.fromEntries(roots),
    definitions: Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
  })}\n`,
);

function take(name: string): void {
  if (definitions[name]) return;
  const found = source.definitions[name];
  if (!found) throw new Error(`${file} has no definition ${name}.`);
  definitions[name] = {};
  definitions[name] = reduced(found) as Node;
}

function reduced(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reduced);
  if (typeof value !== 'object' || value === null) return value;
  const node = value as Node;
  if (typeof node.$ref === 'string') {
    take(node.$ref.slice(prefix.length));
    return { $ref: node.$ref };
  }
  const entries = Object.entries(node)
    .filter(([key]) => kept.has(key))
    .map(([key, inner]) => [key, key === 'properties' ? properties(inner as Node) : reduced(inner)]);
  const result: Node = Object.fromEntries(entries);
  if (result.format === 'int-or-string') return { type: ['integer', 'string'] };
  // The API server's strict validation refuses what it does not know; so does this.
  return result.properties ? { ...result, additionalProperties: false } : result;
}

function properties(fields: Node): Node {
  return Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, reduced(inner)]));
}
