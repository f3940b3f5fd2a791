// Rules between properties that many services have.

import type { Inputs, Rule } from './table.ts';

/** At most one of them may be given. */
export function exclusive(properties: readonly [string, string, ...string[]], source: string): Rule {
  return {
    source,
    reads: properties,
    judge(inputs) {
      const [first, second] = properties.filter((name) => isGiven(inputs[name]));
      if (first === undefined || second === undefined) return undefined;
      return { property: second, reason: `Conflicts with ${first}: give one of them.` };
    },
  };
}

/** Where `property` is given (and on, if it is a switch), `needed` must be too. */
export function requires(property: string, needed: string, source: string): Rule {
  return {
    source,
    reads: [property, needed],
    judge(inputs) {
      if (!isGiven(inputs[property]) || inputs[property] === false) return undefined;
      if (isGiven(inputs[needed]) && inputs[needed] !== false) return undefined;
      return { property, reason: `Needs ${needed} as well.` };
    },
  };
}

/** Either both are given or neither is. */
export function bothOrNone(one: string, other: string, source: string): Rule {
  return {
    source,
    reads: [one, other],
    judge(inputs) {
      if (isGiven(inputs[one]) === isGiven(inputs[other])) return undefined;
      const [given, missing] = isGiven(inputs[one]) ? [one, other] : [other, one];
      return { property: missing, reason: `Is missing; ${given} needs it.` };
    },
  };
}

function isGiven(value: Inputs[string]): boolean {
  return value !== undefined && value !== null;
}
