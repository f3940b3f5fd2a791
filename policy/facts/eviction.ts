import type { Resource } from '../pack/rule.ts';
import { unlessUnknown } from '../pack/unknown.ts';
import { fields, text, texts } from './read.ts';

/** `durable` or `cache`, as the RedisHA above or a tag `purpose` says; undefined where nobody does. */
export function purposeOf({ props, instance }: Resource): string | undefined {
  return unlessUnknown(() => {
    const own = text(instance?.props.purpose);
    const tag = text(fields(props.tags).purpose);
    const tagged = texts(props.tags).find((one) => one.startsWith('purpose:'));
    return own ?? tag ?? tagged?.slice('purpose:'.length);
  }, undefined);
}

/**
 * What is wrong with an eviction policy, written with dashes. `volatile-…` fits neither purpose: it takes the keys first that have
 * an end, sessions, and queues break when any key goes.
 */
export function wrongEviction(policy: string | undefined, purpose: string | undefined): string | undefined {
  if (purpose === 'durable' && policy !== 'noeviction')
    return 'Queues and sessions break when single keys vanish: with the purpose `durable` the eviction policy must be noeviction.';
  if (purpose === 'cache' && !policy?.startsWith('allkeys-'))
    return 'A full cache must make room: with the purpose `cache` the eviction policy must be one of allkeys.';
  return policy === undefined || policy.startsWith('volatile-')
    ? 'The eviction policy takes sessions first and breaks queues: choose noeviction, or one of allkeys for a cache.'
    : undefined;
}
