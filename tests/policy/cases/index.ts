// What each rule of the pack holds and refuses. One folder or file is one backend, one file in it one subject; edges/ has what
// stands just beside a rule. Not here: what is asked about each case (suites/).

import { type RuleCase, withEdges } from './case.ts';
import { cases as digitalocean } from './digitalocean.ts';
import { edges as cloudEdges } from './edges/clouds.ts';
import { edges as kubernetesEdges } from './edges/kubernetes/index.ts';
import { cases as elasticache } from './elasticache/index.ts';
import { cases as kubernetes } from './kubernetes/index.ts';
import { cases as local } from './local.ts';
import { cases as neutral } from './neutral.ts';
import { cases as upstash } from './upstash.ts';

const plain: Record<string, RuleCase> = {
  ...neutral,
  ...elasticache,
  ...digitalocean,
  ...upstash,
  ...kubernetes,
  ...local,
};

/** A case for each rule, by the rule's id. The neutral ones of the mission have a test of their own. */
export const cases: Record<string, RuleCase> = Object.fromEntries(
  Object.entries(plain).map(([rule, one]) => {
    const withClouds = withEdges(one, cloudEdges[rule] ?? {});
    return [rule, withEdges(withClouds, kubernetesEdges[rule] ?? {})];
  }),
);
