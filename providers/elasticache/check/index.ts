// What a table of fields cannot say about one instance: one file a concern. Pure; what AWS alone can know (whether a
// subnet is there) is not asked here.

import type { Problem, RedisSpec } from '../../backend.ts';
import { ownOf } from '../own.ts';
import { accessProblems } from './access.ts';
import { engineProblems } from './engine.ts';
import { networkProblems } from './network.ts';
import { nodeProblems } from './nodes.ts';
import { parameterProblems } from './parameters.ts';
import { serverlessProblems } from './serverless.ts';
import { serviceProblems } from './service.ts';

export function check(spec: RedisSpec): Problem[] {
  const own = ownOf(spec);
  const kind =
    own.kind === 'serverless'
      ? serverlessProblems(spec, own)
      : [...nodeProblems(spec, own), ...parameterProblems(spec, own), ...accessProblems(own)];
  return [...engineProblems(spec), ...kind, ...networkProblems(spec, own), ...serviceProblems(spec, own)];
}
