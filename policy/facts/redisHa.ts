import type { PostureArgs } from '../../components/posture/index.ts';
import type { Resource } from '../pack/rule.ts';

/** The component's type token: what all neutral rules look at. */
export const redisHaType = 'redis-ha:index:RedisHA';

/** The component's arguments as the server unpacked them; PostureArgs takes no leaf for granted. */
export function postureArgs({ props }: Pick<Resource, 'props'>): PostureArgs {
  return props;
}
