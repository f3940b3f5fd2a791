import type { RuleCase } from './case.ts';
import * as digitalocean from './digitalocean.ts';
import * as elasticache from './elasticache.ts';
import * as kubernetes from './kubernetes.ts';
import * as upstash from './upstash.ts';

/** A case for each rule on resources, by the rule's id. */
export const cases: Record<string, RuleCase> = {
  ...elasticache.mission,
  ...digitalocean.mission,
  ...upstash.mission,
  ...kubernetes.mission,
};
