import { type RuleCase, withEdges } from './case.ts';
import * as digitalocean from './digitalocean.ts';
import * as digitaloceanMore from './digitaloceanMore.ts';
import * as clouds from './edges/clouds.ts';
import * as kubernetesEdges from './edges/kubernetes.ts';
import * as elasticache from './elasticache.ts';
import * as elasticacheMore from './elasticacheMore.ts';
import * as kubernetes from './kubernetes.ts';
import * as kubernetesMore from './kubernetesMore.ts';
import * as local from './local.ts';
import * as neutralMore from './neutralMore.ts';
import * as upstash from './upstash.ts';
import * as upstashMore from './upstashMore.ts';

const plain: Record<string, RuleCase> = {
  ...elasticache.mission,
  ...digitalocean.mission,
  ...upstash.mission,
  ...kubernetes.mission,
  ...local.mission,
  ...neutralMore.more,
  ...elasticacheMore.more,
  ...digitaloceanMore.more,
  ...upstashMore.more,
  ...kubernetesMore.more,
  ...local.more,
};

/** A case for each rule, by the rule's id; those of the mission's rules first. The neutral ones have a test of their own. */
export const cases: Record<string, RuleCase> = Object.fromEntries(
  Object.entries(plain).map(([rule, one]) => {
    const withClouds = withEdges(one, clouds.edges[rule] ?? {});
    return [rule, withEdges(withClouds, kubernetesEdges.edges[rule] ?? {})];
  }),
);
