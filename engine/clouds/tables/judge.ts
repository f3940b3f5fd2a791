// Inputs held against a table: every row, then what holds between them.

import type { CheckFailure } from '../../provider/implementation.ts';
import type { PropertyMap } from '../../wire/value.ts';
import { plainOf } from '../plain.ts';
import type { Row } from './row.ts';
import { given, misshapen, stranger } from './shape.ts';
import type { Inputs, Rule } from './table.ts';

interface Judged {
  rows: Readonly<Record<string, Row>>;
  rules?: readonly Rule[];
}

/** Everything that the service would refuse. A rule is asked only about properties that are right by themselves. */
export function judge({ rows, rules = [] }: Judged, inputs: PropertyMap): CheckFailure[] {
  const alone = [
    ...missing(rows, inputs),
    ...given(inputs).flatMap(([name, value]) => {
      const row = rows[name];
      return row ? misshapen(value, row, name) : [stranger(name, Object.keys(rows))];
    }),
  ];
  const { value, unknowns } = plainOf(inputs);
  const unclear = new Set([...alone.map(({ property }) => topOf(property)), ...unknowns.map(topOf)]);
  const between = rules
    .filter(({ reads }) => !reads.some((name) => unclear.has(name)))
    .flatMap((rule) => rule.judge(withDefaults(rows, value)) ?? []);
  return [...alone, ...between];
}

/** What the service would work with: what is null is not given, and has its default. */
export function withDefaults(rows: Judged['rows'], inputs: Inputs): Inputs {
  const given = Object.entries(inputs).filter(([, value]) => value !== undefined && value !== null);
  const defaults = Object.entries(rows).filter(([, row]) => row.default !== undefined);
  return {
    ...Object.fromEntries(defaults.map(([name, row]) => [name, row.default])),
    ...Object.fromEntries(given),
  };
}

function missing(rows: Judged['rows'], inputs: PropertyMap): CheckFailure[] {
  return Object.entries(rows)
    .filter(([name, { required }]) => required && (inputs[name] ?? undefined) === undefined)
    .map(([property]) => ({ property, reason: 'Is missing and has no default.' }));
}

/** `logDeliveryConfigurations` of `logDeliveryConfigurations[0].logType`. */
function topOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}
