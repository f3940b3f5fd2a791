// What the pack must say, whoever asks it: the policy server that Pulumi starts (served.test.ts), or nobody between
// (tests/mutate).

import type { Packs } from '../servedPack.ts';
import { judgesBelow } from './below.ts';
import { mends } from './mend.ts';
import { judgesRedisHA } from './neutralRules.ts';
import { judgesResources } from './rules.ts';
import { says } from './says.ts';
import { waives } from './waivers.ts';

export function suites(packs: Packs): void {
  judgesResources(packs);
  judgesRedisHA(packs);
  judgesBelow(packs);
  waives(packs);
  mends(packs);
  says(packs);
}
