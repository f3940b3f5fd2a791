import type { WaiverList } from '../../components/posture/index.ts';
import { redisHaType } from '../facts/redisHa.ts';
import type { Outcome } from './outcome.ts';
import type { Resource } from './rule.ts';

/** One RedisHA of the stack. */
export interface Instance {
  urn: string;
  name: string;
  /** Its own arguments; what a preview does not know in them throws when it is read. */
  props: Resource['props'];
  /** What its neutral rules came to. */
  outcomes: Map<string, Outcome>;
}

/**
 * The RedisHAs that a deployment has registered so far. A component is judged before its children are registered,
 * since they need its URN, so a child's rules find what was said of the whole.
 */
export class Instances {
  private readonly byUrn = new Map<string, Instance>();
  private readonly parents = new Map<string, string>();

  /** Remembers the resource, and gives back the RedisHA that it is or stands below. */
  meet({ type, urn, name, props, parent }: Resource): Instance | undefined {
    if (parent !== undefined) this.parents.set(urn, parent);
    if (type !== redisHaType) return this.above(urn);
    const known = this.byUrn.get(urn);
    const instance = { urn, name, props, outcomes: known?.outcomes ?? new Map() };
    this.byUrn.set(urn, instance);
    return instance;
  }

  /**
   * The RedisHA of a resource whose stack is judged as a whole. A component shows its outputs then, so what is known of
   * it stays as it was registered.
   */
  meetAgain({ urn, parent }: Resource): Instance | undefined {
    if (parent !== undefined) this.parents.set(urn, parent);
    return this.above(urn);
  }

  all(): Instance[] {
    return [...this.byUrn.values()];
  }

  private above(urn: string): Instance | undefined {
    for (let at: string | undefined = urn; at !== undefined; at = this.parents.get(at)) {
      const instance = this.byUrn.get(at);
      if (instance) return instance;
    }
    return undefined;
  }
}

/** Its waivers, for whatever it made. */
export function waiversOf(instance: Instance): WaiverList {
  return { at: 'waivers', waivers: instance.props.waivers };
}
