// What a service gives back: the inputs, its defaults, and what only it can say.

import { createHash } from 'node:crypto';
import type { Call, Created } from '../../provider/implementation.ts';
import { type PropertyMap, unknown } from '../../wire/value.ts';
import { plainOf } from '../plain.ts';
import { withDefaults } from './judge.ts';
import { same } from './same.ts';
import type { Inputs, Made, ResourceTable } from './table.ts';

export interface Making {
  call: Call;
  inputs: PropertyMap;
  config: Inputs;
}

/** A preview has no id yet, and what the service says is unknown. */
export function created(table: ResourceTable, making: Making): Created {
  if (making.call.preview) {
    const said = Object.keys(table.outputs).map((name) => [name, unknown]);
    return { id: '', outputs: { ...echoed(table, making.inputs), ...Object.fromEntries(said) } };
  }
  const made = madeOf(table, making);
  const id = table.id(made);
  return { id, outputs: { ...echoed(table, making.inputs), ...said(table, { ...made, id }) } };
}

/** What a resource says of itself after an update; in a preview, what is sure to stay is known. */
export function updated(
  table: ResourceTable,
  making: Making,
  old: { id: string; inputs: PropertyMap; outputs: PropertyMap },
): PropertyMap {
  const now = said(table, { ...madeOf(table, making), id: old.id });
  const entries = Object.entries(table.outputs).map(([name, { follows = [] }]) => {
    const moves = follows.some((input) => !same(old.inputs[input], making.inputs[input], table.rows[input]));
    if (!moves) return [name, old.outputs[name] ?? now[name]];
    return [name, making.call.preview ? unknown : now[name]];
  });
  const present = entries.filter(([, value]) => value !== undefined);
  return { ...echoed(table, making.inputs), ...Object.fromEntries(present) };
}

function echoed({ rows }: ResourceTable, inputs: PropertyMap): PropertyMap {
  const defaults = Object.entries(rows).filter(([, row]) => row.default !== undefined);
  const filled = defaults.map(([name, row]) => [name, row.default]);
  return { ...Object.fromEntries(filled), ...inputs };
}

function said({ outputs }: ResourceTable, made: Made & { id: string }): PropertyMap {
  const entries = Object.entries(outputs).map(([name, row]) => [name, row.value(made)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function madeOf({ rows, type }: ResourceTable, { call, inputs, config }: Making): Made {
  return {
    logical: call.name,
    inputs: withDefaults(rows, plainOf(inputs).value),
    config,
    digits: (count, salt = '') => digitsOf(`${call.urn} ${type} ${salt}`, count),
  };
}

/** Hexadecimal digits that look made up and are the same each time. */
export function digitsOf(text: string, count: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, count);
}
