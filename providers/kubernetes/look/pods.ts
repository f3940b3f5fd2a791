// What the cluster's API says of an instance's pods, and why one does not serve.

import type { V1Pod } from '@kubernetes/client-node';
import type { NodeStatus } from '../../backend.ts';
import type { Found } from '../api/index.ts';
import { dataPort, type Member } from '../plan.ts';
import type { ServerAnswer } from './ask.ts';
import { reasonOf, refusedReason } from './reason.ts';

export function podOf({ pods }: Found, name: string): V1Pod | undefined {
  return pods.find(({ metadata }) => metadata?.name === name);
}

/** Undefined for a pod that is ready. */
export function whyNot(found: Found, name: string): string | undefined {
  const pod = podOf(found, name);
  if (pod === undefined) return 'is not there';
  const claims = (pod.spec?.volumes ?? []).flatMap(
    ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
  );
  const about = new Set([name, ...claims]);
  return reasonOf(
    pod,
    found.events.filter(({ involvedObject }) => about.has(involvedObject.name ?? '')),
  );
}

/** A sentence for each of these pods that is not ready. */
export function podProblems(found: Found, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const why = whyNot(found, name);
    return why === undefined ? [] : [`${name} ${why}.`];
  });
}

/** A sentence for each StatefulSet that cannot even make its pods. `sets`: name and number of pods. */
export function refusals({ events, pods }: Found, sets: readonly (readonly [string, number])[]): string[] {
  return sets.flatMap(([set, count]) => {
    const there = pods.filter(({ metadata }) => metadata?.name?.startsWith(`${set}-`)).length;
    if (there >= count) return [];
    const why = refusedReason(events.filter(({ involvedObject }) => involvedObject.name === set));
    return why === undefined ? [] : [`A pod of ${set} ${why}.`];
  });
}

/** What a server says of itself; `note`: why it does not serve. */
export function serverStatus(
  { pod, host }: Member,
  answer: ServerAnswer | undefined,
  note: string | undefined,
): NodeStatus {
  return {
    name: pod,
    role: answer?.role ?? 'unknown',
    host,
    port: dataPort,
    up: answer !== undefined,
    ...(answer && { link: answer.link, offset: answer.offset }),
    ...(note !== undefined && { note }),
  };
}
