import type { WaiverList } from '../../components/posture/index.ts';
import type { Instance } from './instances.ts';

/** What a judgement depends on besides the resource and the rule's values. */
export interface Surroundings {
  today: Date;
  /** The stack configuration's waivers, for resources of any kind. */
  stackWaivers: WaiverList;
  /** Each rule that a waiver may name, by its id, with the types it judges. */
  waivable: ReadonlyMap<string, readonly string[]>;
  /** The RedisHAs registered so far. */
  instances: readonly Instance[];
}
