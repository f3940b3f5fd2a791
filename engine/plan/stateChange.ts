// Does a resource whose step is `same` have to be written all the same? `protect`, a new parent or other dependencies change
// the state and nothing else. Source: sameSnapshotMutation.mustWrite in pulumi/pulumi pkg/backend/snapshot.go.
import type { ResourceState } from '../state/index.ts';
import { equal } from '../wire/index.ts';

const optionKeys = [
  'urn',
  'type',
  'custom',
  'provider',
  'parent',
  'deletedWith',
  'protect',
  'retainOnDelete',
] as const satisfies (keyof ResourceState)[];

export function stateChanged(old: ResourceState, news: ResourceState): boolean {
  if (optionKeys.some((key) => (old[key] || undefined) !== (news[key] || undefined))) return true;
  const { customTimeouts: oldTimeouts = {} } = old;
  const { customTimeouts: newTimeouts = {} } = news;
  if (!equal({ ...oldTimeouts }, { ...newTimeouts })) return true;
  if (!equal(sorted(old.dependencies), sorted(news.dependencies))) return true;
  return !equal(old.inputs, news.inputs) || !equal(old.outputs, news.outputs);
}

function sorted(urns: string[] = []): string[] {
  return [...urns].sort();
}
