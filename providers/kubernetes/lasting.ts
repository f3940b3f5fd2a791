// What cannot change about an instance without every server going at once, and what to do instead. Source: the fields of a
// StatefulSet that the API calls immutable (pkg/apis/apps/validation) and Pulumi's provider replaces (provider/pkg/provider/diff.go).

import type { Fact } from '../credentials/types.ts';
import { isCluster, type Plan, shardSetName } from './plan.ts';

/** What `allowReplacement` consents to here: the volumes stay, also those of a set that is deleted. */
const consent = 'to have every server deleted at once and made anew; the volumes stay';

/** In the order in which a person meets them in a stack file. */
export function lastingFacts(plan: Plan): Fact[] {
  const { name, own, spec, sentinel } = plan;
  const { size, sentinelSize, className = '' } = own.storage;
  const data = isCluster(plan) ? plan.shards.map((shard) => shardSetName(plan, shard)).join(' ') : plan.data;
  const sets = [...(spec.purpose === 'durable' ? [data] : []), ...(isCluster(plan) ? [] : [sentinel])];
  const beside = 'Deploy a second instance beside this one and move the applications over.';
  const facts = [
    {
      property: 'name',
      value: name,
      instead: `Every object in the cluster bears the name, volumes too: under another one an instance begins empty. Keep it. ${beside}`,
    },
    {
      property: 'topology',
      value: spec.topology,
      instead: `The other topology has other servers, which begin empty: these would be deleted. ${beside}`,
    },
    {
      property: 'purpose',
      value: spec.purpose,
      instead: `It decides whether servers have volumes, which a StatefulSet cannot change. ${beside}`,
    },
    {
      property: 'kubernetes.namespace',
      value: own.namespace,
      instead: `Nothing moves to another namespace, volumes least of all: ${name} would begin there, empty. ${beside}`,
    },
    ...(spec.purpose === 'durable' ? [volumes('size', size, data)] : []),
    ...(isCluster(plan) ? [] : [volumes('sentinelSize', sentinelSize, sentinel)]),
    ...(sets.length > 0 ? [volumes('className', className, sets.join(' '))] : []),
  ];
  return [...facts.map((fact) => ({ ...fact, consent })), ...(isCluster(plan) ? [shardCount(plan)] : [])];
}

/** More of them is what scaling is. */
function shardCount({ spec }: Plan): Fact {
  return {
    property: 'shards',
    value: spec.shards,
    instead:
      'With a shard go its pods, and what is in its slots. Keep as many, or deploy a second instance beside this one and ' +
      'move the applications over.',
    consent: 'to have the pods of the last shards deleted; their volumes stay',
  };
}

/** `sets`: whose volumes they are. */
function volumes(key: string, value: string, sets: string): Omit<Fact, 'consent'> {
  const wanted =
    key === 'className'
      ? 'Leave it'
      : 'Leave it (kubectl get pvc shows the size; where memoryGb has changed it, write it out)';
  return {
    property: `kubernetes.storage.${key}`,
    value,
    instead:
      `A StatefulSet cannot change its volumes, so it would be deleted with every pod. ${wanted}; or change the volumes ` +
      `yourself: kubectl delete statefulset ${sets} --cascade=orphan, which leaves the pods running, then the claims, then ` +
      'deploy once with allowReplacement.',
  };
}
