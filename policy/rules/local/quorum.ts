import { group } from '../../facts/local.ts';
import { list } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const localQuorum = resourceRule({
  id: 'local-quorum',
  title: 'Local Sentinels can agree',
  description: 'A group that has Sentinels must have an odd number of them, three or more.',
  weight: 'must',
  severity: 'medium',
  remediation: 'Have three `sentinels`, or none in a cluster, whose servers vote themselves.',
  example: `new RedisHA('main', { backend: 'local' });`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/',
  types: [group],
  check({ props }) {
    const count = list(props.sentinels).length;
    if (count === 0 || (count >= 3 && count % 2 === 1)) return undefined;
    return count < 3
      ? `Once a Sentinel is lost the others are no majority: there are ${count}.`
      : `${count} Sentinels can lose no more than ${count - 1} can: have an odd number.`;
  },
});
