// Which StatefulSets and Deployments are Redis, and what their rules read of them in common.

import type { Props, Resource } from '../../pack/rule.ts';
import { unlessUnknown } from '../../pack/unknown.ts';
import { fields, ifKnown, number, objects, text, texts } from '../read.ts';

export type Role = 'server' | 'sentinel';

/** Names of images, of Redis itself and of what takes its place. */
const image =
  /(?:^|\/)(?:redis|valkey|keydb|dragonfly)(?:-(?:stack|stack-server|server|cluster|sentinel|ha))?(?:[:@]|$)/;
const program = /\b(?:redis|valkey|keydb)-(?:server|sentinel)\b/;
const named = /(?:^|[-_])(?:redis|valkey)(?:[-_]|$)/;

/** What a workload runs; undefined where it is no Redis. What a preview does not know of it does not hide it. */
export function roleOf({ name, props }: Pick<Resource, 'name' | 'props'>): Role | undefined {
  const pod = unlessUnknown(() => podOf(props), undefined);
  if (pod === undefined) return named.test(name) ? 'server' : undefined;
  const containers = unlessUnknown(() => objects(pod.containers), undefined);
  if (containers === undefined) return named.test(name) ? 'server' : undefined;
  const words = containers.map((container) => ({
    image: text(ifKnown(container, 'image')) ?? '',
    name: text(ifKnown(container, 'name')) ?? '',
    command: commandOf(container),
  }));
  const redis = words.find((one) => image.test(one.image) || program.test(one.command));
  if (redis === undefined) return undefined;
  return /sentinel/.test(`${redis.image} ${redis.name} ${redis.command}`) ? 'sentinel' : 'server';
}

/** A rule's subject: a workload that is Redis, of one role or of any. */
export function isRedis(resource: Pick<Resource, 'name' | 'props'>, role?: Role): boolean {
  const found = roleOf(resource);
  return found !== undefined && (role === undefined || found === role);
}

/** The pod's spec. */
export function podOf(props: Props): Props {
  return fields(templateOf(props).spec);
}

/** Labels of the pods. */
export function labelsOf(props: Props): Props {
  return fields(fields(templateOf(props).metadata).labels);
}

/** Every container of the pods, those that run first among them. */
export function containersOf(props: Props): Props[] {
  const pod = podOf(props);
  return [...objects(pod.initContainers), ...objects(pod.containers)];
}

/** The containers that stay. */
export function serversOf(props: Props): Props[] {
  return objects(podOf(props).containers);
}

/** Those of them that run Redis or a Sentinel, where it shows; else all of them. */
export function redisContainersOf(props: Props): Props[] {
  const all = serversOf(props);
  const redis = all.filter(
    (one) => image.test(text(ifKnown(one, 'image')) ?? '') || program.test(commandOf(one)),
  );
  return redis.length > 0 ? redis : all;
}

/** Command and arguments in one line; what is not known of them is left out. */
export function commandOf(container: Props): string {
  return ['command', 'args'].flatMap((part) => unlessUnknown(() => texts(container[part]), [])).join(' ');
}

/** Pods that are wanted; Kubernetes makes one where nothing is said. */
export function replicasOf({ spec }: Props): number {
  return number(fields(spec).replicas) ?? 1;
}

/** What a container is called in a message: its name is the program's own word, not a value. */
export function nameOf(container: Props): string {
  return `container ${text(ifKnown(container, 'name')) ?? 'without a name'}`;
}

/** `a container, b container and c container` that fail a check, or undefined. */
export function failing(containers: Props[], holds: (container: Props) => boolean): string | undefined {
  const names = containers.filter((container) => !holds(container)).map(nameOf);
  return names.length === 0 ? undefined : names.join(', ');
}

function templateOf({ spec }: Props): Props {
  return fields(fields(spec).template);
}
