// What the pack must say, whoever asks it: the policy server that Pulumi starts (served.test.ts), or nobody between
// (tests/mutate).

import type { Serve } from '../servedPack.ts';
import { judgesBelow } from './below.ts';
import { mends } from './mend.ts';
import { judgesRedisHA } from './neutralRules.ts';
import { judgesResources } from './rules.ts';
import { waives } from './waivers.ts';

export function suites(serve: Serve): void {
  judgesResources(serve);
  judgesRedisHA(serve);
  judgesBelow(serve);
  waives(serve);
  mends(serve);
}
