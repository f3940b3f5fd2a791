import type { Colors } from 'picocolors/types.js';
import type { DeployResult } from '../../engine/events.ts';
import type { InstanceStatus } from '../../providers/backend.ts';
import type { Hello } from '../hello.ts';
import { policyText } from './preview.ts';
import { serversText } from './servers.ts';
import { sum } from './words.ts';

export interface Arrival {
  stack: string;
  result: DeployResult;
  instances: InstanceStatus[];
  hellos: Hello[];
}

/** What `up` ends with: what was done, what runs, that it answers, and what to do next. */
export function welcome(colors: Colors, { stack, result, instances, hellos }: Arrival): string {
  const notable = result.policies.filter(({ state }) => state === 'waived' || state === 'violation');
  return [
    `${colors.bold(`Stack ${stack} is up`)}: ${sum(result.counts, 'done')}`,
    ...instances.map((instance) => serversText(colors, instance)),
    ...hellos.map(({ name, by, server, ms }) => {
      const way = by === 'sentinel' ? 'through the Sentinels at' : 'in the cluster, at';
      const whose = hellos.length > 1 ? `${name}: wrote` : 'Wrote';
      return `${whose} and read one key ${way} ${server} in ${ms.toFixed(0)} ms.`;
    }),
    ...(notable.length > 0 ? [policyText(colors, notable)] : []),
    nextSteps(colors, stack),
    '',
  ].join('\n\n');
}

function nextSteps(colors: Colors, stack: string): string {
  const flag = stack === 'local' ? '' : ` --stack ${stack}`;
  const steps: [string, string][] = [
    ['Use it', `eval "$(npx redis-ha env${flag} --format shell)"   REDIS_* in this shell`],
    ['', `npx redis-ha env${flag} > .env                     the same for a dotenv file`],
    ['Look', `npx redis-ha status${flag}`],
    ['Change', `edit Pulumi.${stack}.yaml, then ${stack === 'local' ? 'make up' : `npx redis-ha up${flag}`}`],
    ['Stop', stack === 'local' ? 'make down   the data stays' : `npx redis-ha destroy${flag}`],
  ];
  return steps.map(([what, how]) => `${colors.bold(what.padEnd(8))}${how}`).join('\n');
}
