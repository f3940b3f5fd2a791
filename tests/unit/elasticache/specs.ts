// Arguments of an instance on AWS that are right, to be made wrong one by one.

import { judgeArgs } from '../../../components/validate/index.ts';
import type { RedisSpec } from '../../../providers/backend.ts';
import { backends } from '../../../providers/index.ts';

type Args = Record<string, unknown> & { elasticache?: Record<string, unknown> };

const network = { vpcTags: { Name: 'main' }, subnetTags: { tier: 'private' }, allowedCidrs: ['10.0.0.0/16'] };

/** `elasticache` goes over what is right there, key by key. */
export function argsOf({ elasticache, ...args }: Args = {}): Record<string, unknown> {
  const own = elasticache?.kind === 'serverless' ? {} : { nodeType: 'cache.t4g.small' };
  return { backend: 'elasticache', ...args, elasticache: { ...own, network, ...elasticache } };
}

export function specOf(args: Args = {}): RedisSpec {
  const judged = judgeArgs(argsOf(args), backends);
  if (judged.problems) throw new Error(JSON.stringify(judged.problems));
  return judged.spec;
}

/** Path -> reason of everything wrong. */
export function problemsOf(args: Args): Record<string, string> {
  const { problems = [] } = judgeArgs(argsOf(args), backends);
  return Object.fromEntries(problems.map(({ path, reason }) => [path, reason]));
}

export { network };
