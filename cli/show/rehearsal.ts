import type { Colors } from 'picocolors/types.js';
import type { DeployResult } from '../../engine/events.ts';
import { policyText } from './preview.ts';
import { sum } from './words.ts';

export interface Rehearsal {
  stack: string;
  /** Of the simulated state, as a person names it from the project's root. */
  folder: string;
  result: DeployResult;
}

/** What `up --simulate` ends with: what would have been done, and that it was not. */
export function rehearsalText(colors: Colors, { stack, folder, result }: Rehearsal): string {
  const notable = result.policies.filter(({ state }) => state === 'waived' || state === 'violation');
  const steps: [string, string][] = [
    ['Change', `edit Pulumi.${stack}.yaml, then npx redis-ha up --simulate --stack ${stack}`],
    ['Forget', `npx redis-ha destroy --simulate --purge --stack ${stack}`],
    ['Deploy', `npx redis-ha up --engine pulumi --stack ${stack}`],
  ];
  return [
    `${colors.bold(`Stack ${stack} is simulated`)}: ${sum(result.counts, 'done')}. ` +
      `No cloud was contacted and nothing was made; what was pretended is in ${folder}.`,
    ...(notable.length > 0 ? [policyText(colors, notable)] : []),
    steps.map(([what, how]) => `${colors.bold(what.padEnd(8))}${how}`).join('\n'),
    '',
  ].join('\n\n');
}
