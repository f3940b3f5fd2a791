import { fields, text } from '../../facts/read.ts';
import { redisHaType } from '../../facts/redisHa.ts';
import { resourceRule } from '../../pack/rule.ts';
import { controlsOf } from '../../pack/standards.ts';

export const redisAutomaticFailover = resourceRule({
  id: 'redis-automatic-failover',
  title: 'A replica takes over by itself',
  description: 'Redis must promote a replica by itself when its primary fails.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set `replicas` to 1 or more, or leave it out.',
  example: `new RedisHA('main', { backend: 'kubernetes', replicas: 2 });`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/',
  controls: controlsOf.failover,
  types: [redisHaType],
  check({ props }) {
    const { state, detail } = fields(fields(props.guarantees).automaticFailover);
    if (state === 'always' || state === 'enforced') return undefined;
    return state === 'off'
      ? `Nobody takes over when the primary fails. ${text(detail) ?? 'Set `replicas` to 1 or more.'}`
      : 'Nothing says that a replica takes over: choose a `backend` that fails over, or add a waiver.';
  },
});
