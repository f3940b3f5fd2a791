// What a table of fields cannot say about one instance.

import type { Problem, RedisSpec } from '../backend.ts';
import { memoryFor, type Own, ownOf } from './own.ts';
import { leastShards } from './plan.ts';
import { amountOf } from './quantity.ts';

export function check(spec: RedisSpec): Problem[] {
  const own = ownOf(spec);
  return [
    ...contextProblems(own),
    ...imageProblems(spec, own),
    ...memoryProblems(spec),
    ...tlsProblems(spec, own),
    ...metricsProblems(own),
    ...passwordProblems(own),
    ...restoreProblems(spec, own),
    ...objectStoreProblems(spec, own),
    ...clusterProblems(spec, own),
    ...labelProblems(spec.tags),
  ];
}

function contextProblems({ context }: Own): Problem[] {
  if (context !== undefined) return [];
  const reason =
    'Is missing. Name the context of your kubeconfig to deploy to (kubectl config get-contexts); the one that ' +
    'kubectl happens to use is never taken.';
  return [{ path: 'kubernetes.context', reason }];
}

/** A floating tag is another image tomorrow, and then some pods run the one and some the other. */
function imageProblems(spec: RedisSpec, own: Own): Problem[] {
  const given = spec.own.image !== undefined;
  const images = [
    ...(given ? [{ path: 'kubernetes.image', image: own.image }] : []),
    ...(own.proxy.enabled ? [{ path: 'kubernetes.proxy.image', image: own.proxy.image }] : []),
    ...(own.objectStore ? [{ path: 'kubernetes.objectStore.image', image: own.objectStore.image }] : []),
    ...(own.metrics.exporter
      ? [{ path: 'kubernetes.metrics.exporterImage', image: own.metrics.exporterImage }]
      : []),
  ];
  const floating = images
    .filter(({ image }) => !isExact(image))
    .map(({ path, image }) => ({
      path,
      reason: `"${image}" is not one image: give an exact tag, for example 8.0.11, or a digest (name@sha256:…).`,
    }));
  if (given || spec.version === undefined || /^\d+\.\d+\.\d+/.test(spec.version)) return floating;
  const reason = `Expected an exact version, for example 8.0.11, given "${spec.version}".`;
  return [...floating, { path: 'version', reason }];
}

function isExact(image: string): boolean {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return true;
  const [, tag = ''] = /:([^/:@]+)$/.exec(image) ?? [];
  return /^v?\d+\.\d+\.\d+/.test(tag);
}

function memoryProblems(spec: RedisSpec): Problem[] {
  const { memory } = (spec.own.resources ?? {}) as { memory?: string };
  if (memory === undefined || spec.memoryGb === undefined) return [];
  const needed = memoryFor(spec.memoryGb);
  if ((amountOf(memory) ?? 0) >= (amountOf(needed) ?? 0)) return [];
  const reason =
    `${memory} is too little for memoryGb ${spec.memoryGb}, which needs ${needed}: 65 % of a server's memory ` +
    'is for data. Raise it, or leave one of the two out.';
  return [{ path: 'kubernetes.resources.memory', reason }];
}

function tlsProblems(spec: RedisSpec, { tls }: Own): Problem[] {
  if (spec.encryption.inTransit || tls.issuer === undefined) return [];
  const reason = 'Has no effect without TLS: leave it out, or set encryption.inTransit to true.';
  return [{ path: 'kubernetes.tls.issuer', reason }];
}

function metricsProblems({ metrics }: Own): Problem[] {
  if (metrics.exporter) return [];
  return (['serviceMonitor', 'rules'] as const)
    .filter((key) => metrics[key])
    .map((key) => ({
      path: `kubernetes.metrics.${key}`,
      reason: 'There is nothing to scrape: set kubernetes.metrics.exporter to true.',
    }));
}

function passwordProblems({ passwords: { use, alsoAccept } }: Own): Problem[] {
  if (use !== alsoAccept) return [];
  const reason = `Generation ${use} is in use already: name another one, or leave alsoAccept out.`;
  return [{ path: 'kubernetes.passwords.alsoAccept', reason }];
}

function restoreProblems(spec: RedisSpec, { restore }: Own): Problem[] {
  if (restore === undefined) return [];
  const path = 'kubernetes.restore';
  if (spec.snapshots.retentionDays === 0)
    return [{ path, reason: 'There are no snapshots: set snapshots.retentionDays to 1 or more.' }];
  const [, whole] = /^(.+)-shard-\d+-of-\d+\.rdb$/.exec(restore) ?? [];
  if (whole === undefined) return [];
  return [{ path, reason: `This is one shard's part of a snapshot: name all of it, ${whole}.` }];
}

function objectStoreProblems(spec: RedisSpec, { objectStore }: Own): Problem[] {
  if (objectStore === undefined) return [];
  const { endpoint = '', secretName, serviceAccountAnnotations } = objectStore;
  const problems = [
    spec.snapshots.retentionDays === 0 && {
      path: 'kubernetes.objectStore',
      reason: 'No snapshots are taken: set snapshots.retentionDays to 1 or more, or leave it out.',
    },
    spec.encryption.inTransit &&
      endpoint.startsWith('http:') && {
        path: 'kubernetes.objectStore.endpoint',
        reason:
          'Snapshots would leave in clear: name it with https (the Secret of secretName may have the ca.crt of an authority of ' +
          'your own), or set encryption.inTransit to false.',
      },
    secretName !== undefined &&
      Object.keys(serviceAccountAnnotations).length > 0 && {
        path: 'kubernetes.objectStore.serviceAccountAnnotations',
        reason: 'Has no effect beside secretName, whose keys are used: leave one of the two out.',
      },
  ];
  return problems.filter((problem) => problem !== false);
}

function clusterProblems({ topology, shards }: RedisSpec, own: Own): Problem[] {
  if (topology !== 'cluster') return [];
  const few = `A cluster of ${shards} cannot agree on a new primary when one is lost: set ${leastShards} or more.`;
  const noProxy =
    'Clients of a cluster talk to every shard, so there is no one primary to lead them to: leave it out.';
  return [
    ...(shards < leastShards ? [{ path: 'shards', reason: few }] : []),
    ...(own.proxy.enabled ? [{ path: 'kubernetes.proxy.enabled', reason: noProxy }] : []),
  ];
}

const labelKey = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

function labelProblems(tags: Record<string, string>): Problem[] {
  return Object.entries(tags)
    .filter(([key, value]) => !labelKey.test(key) || !labelValue.test(value))
    .map(([key]) => ({
      path: `tags.${key}`,
      reason:
        'Kubernetes takes it as no label: letters, digits, dashes, dots and underscores, at most 63, and a ' +
        'letter or digit at both ends.',
    }));
}
