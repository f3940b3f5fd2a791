// Every case of tests/policy again, without a policy server: thousands of broken versions of the rules are run against it
// (`npm run test:mutate`), and each would start a process.

import { unknownCheckingProxy } from '@pulumi/policy';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { judged } from '../../policy/pack/judge.ts';
import type { Outcome } from '../../policy/pack/outcome.ts';
import type { Resource, Rule } from '../../policy/pack/rule.ts';
import { valuesOf } from '../../policy/pack/values.ts';
import { rules } from '../../policy/rules/index.ts';
import type { RuleCase } from '../policy/cases/case.ts';
import { cases } from '../policy/cases/index.ts';
import { type Given, urnOf } from '../policy/servedPack.ts';

const waivers = Object.keys(cases).flatMap((rule) => [
  { rule, reason: 'Agreed.', until: '2999-12-31', resource: 'waived-main' },
  { rule, reason: 'Was agreed.', until: '2020-01-31', resource: 'ended-main' },
]);
const surroundings = {
  today: new Date('2026-11-30T00:00:00Z'),
  stackWaivers: { at: 'redis-ha-policy:waivers', waivers },
  waivable: new Map(rules.map(({ id, types }) => [id, types])),
  instances: [],
};

/** What the policy server makes of a resource. */
function resourceOf({ type, name = 'main', props, protect = false, from = {} }: Given): Resource {
  const wire = JSON.parse(JSON.stringify(props));
  const urns = Object.entries(from).map(([key, all]) => [key, all.map(urnOf)]);
  const urn = urnOf({ type, name });
  return { type, name, urn, props: unknownCheckingProxy(wire), protect, from: Object.fromEntries(urns) };
}

function outcomeOf(rule: Rule, given: Given, beside: readonly Given[], config: object): Outcome | 'advice' {
  const resource = resourceOf(given);
  if (!rule.types.includes(resource.type)) return { state: 'pass' };
  const values = valuesOf(rule, { ...config });
  const stack = [resource, ...beside.map(resourceOf)];
  const check = () =>
    rule.about === 'resource'
      ? rule.check(resource, values, surroundings)
      : rule.check(resource, stack, values, surroundings);
  try {
    return judged(rule, resource, check, surroundings);
  } catch (error) {
    if (error instanceof Error && 'unknownTypeSentinel' in error) return 'advice';
    throw error;
  }
}

for (const rule of rules.filter(({ id }) => cases[id] !== undefined)) {
  const one = cases[rule.id] as RuleCase;
  const of = (given: Given, beside = one.beside ?? [], config: object = one.usual ?? {}) =>
    outcomeOf(rule, given, beside, config);
  const comes = (outcome: Outcome | 'advice') =>
    outcome === 'advice'
      ? outcome
      : outcome.state === 'violation'
        ? 'refused'
        : outcome.state === 'pass'
          ? 'holds'
          : outcome.state;

  describe(rule.id, () => {
    it('holds where it should', () => {
      for (const [what, given] of Object.entries({ good: one.good, ...one.alsoGood }))
        expect(comes(of(given)), what).to.equal('holds');
    });

    for (const [what, given] of Object.entries(one.bad))
      it(`refuses ${what}`, () => {
        const outcome = of(given, given.beside);
        expect(comes(outcome)).to.equal('refused');
        if (given.says && outcome !== 'advice' && outcome.state === 'violation')
          expect(outcome.message).to.match(given.says);
        expect(comes(of({ ...given, name: 'ended-main' }, given.beside))).to.equal('refused');
      });

    it('minds absence, what is not known, and its values', () => {
      expect(comes(of(one.absent))).to.equal(one.absent.holds ? 'holds' : 'refused');
      expect(comes(of(one.unknown, one.unknown.beside))).to.equal(one.unknown.comes);
      for (const { set, given, holds } of one.values ?? [])
        expect(comes(of(given, one.beside, set))).to.equal(holds ? 'holds' : 'refused');
    });

    it('can be waived', () => {
      const [bad] = Object.values(one.bad);
      if (bad) expect(comes(of({ ...bad, name: 'waived-main' }, bad.beside))).to.equal('waived');
    });
  });
}
