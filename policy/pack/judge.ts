import { settle } from '../../components/posture/index.ts';
import { type Instance, waiversOf } from './instances.ts';
import type { Outcome } from './outcome.ts';
import type { Complaint, Resource, Rule } from './rule.ts';
import type { Surroundings } from './surroundings.ts';
import { refusingUnknown } from './unknown.ts';

/**
 * What a rule comes to: its complaint, then what its RedisHA has been told of the same concern, then the waivers. A value that
 * a preview does not know is a complaint of the mission's rules; of any other it stays what Pulumi makes of it, advice.
 */
export function judged(
  rule: Rule,
  resource: Resource,
  check: () => Complaint,
  { today, stackWaivers }: Surroundings,
): Outcome {
  const { instance } = resource;
  if (rule.alone && instance) return said(rule, instance);
  const complaint = rule.weight === 'mission' ? refusingUnknown(check) : check();
  if (complaint === undefined) return { state: 'pass' };
  if (rule.waivable === false) return { state: 'violation', message: complaint };
  const above = instance && saidOf(rule, instance);
  if (above) return above;
  // The reasons of a waiver may be unknown too: then it does not count.
  let outcome: Outcome = { state: 'violation', message: complaint };
  const unknown = refusingUnknown(() => {
    const lists = [...(instance ? [waiversOf(instance)] : []), stackWaivers];
    outcome = settle(rule.id, complaint, lists, today, resource);
    return undefined;
  });
  return unknown === undefined ? outcome : { state: 'violation', message: `${complaint} ${unknown}` };
}

/** What the neutral rule on the RedisHA above has settled, if it has. */
function saidOf(rule: Rule, instance: Instance): Outcome | undefined {
  const above = instance.outcomes.get(rule.concern ?? '');
  if (above?.state === 'waived') return above;
  return above?.state === 'violation' ? said(rule, instance) : undefined;
}

function said({ concern }: Rule, { name }: Instance): Outcome {
  return { state: 'said', where: `${concern} says it of RedisHA ${name}` };
}
