// What a change of inputs does: nothing, an update in place, a replacement, or the service's refusal.

import type { DiffResult } from '../../provider/implementation.ts';
import { type PropertyMap, type PropertyValue, Secret } from '../../wire/value.ts';
import { plainOf } from '../plain.ts';
import { withDefaults } from './judge.ts';
import { same } from './same.ts';
import type { Inputs, ResourceTable } from './table.ts';

export function diff(table: ResourceTable, olds: PropertyMap, news: PropertyMap): DiffResult {
  const diffs = changed(table, olds, news);
  if (diffs.length === 0) return { changes: 'none' };
  const [before, after] = [known(table, olds), known(table, news)];
  const ruled = rulings(table, before, after).flatMap((ruling) =>
    'replaces' in ruling ? ruling.replaces : [],
  );
  const replaces = [...new Set([...diffs.filter((name) => table.rows[name]?.replaces), ...ruled])];
  const deleteBeforeReplace =
    replaces.length > 0 && (table.deleteBeforeReplace?.(before.value, after.value) ?? false);
  return { changes: 'some', diffs, replaces, ...(deleteBeforeReplace && { deleteBeforeReplace }) };
}

/** The service's answer to an update that it does not do, or undefined. */
export function refusal(table: ResourceTable, olds: PropertyMap, news: PropertyMap): string | undefined {
  const found = rulings(table, known(table, olds), known(table, news));
  return found.map((ruling) => ('refused' in ruling ? ruling.refused : undefined)).find(Boolean);
}

/** Properties that differ. One that is left out is what its default says; one that became a secret is the same. */
function changed({ rows }: ResourceTable, olds: PropertyMap, news: PropertyMap): string[] {
  const effective = (map: PropertyMap, name: string) => open(map[name] ?? rows[name]?.default ?? undefined);
  return Object.keys({ ...olds, ...news }).filter(
    (name) => !same(effective(olds, name), effective(news, name), rows[name]),
  );
}

function open(value: PropertyValue | undefined): PropertyValue | undefined {
  return value instanceof Secret ? value.value : value;
}

interface Known {
  value: Inputs;
  unknowns: Set<string>;
}

function known({ rows }: ResourceTable, inputs: PropertyMap): Known {
  const { value, unknowns } = plainOf(inputs);
  return {
    value: withDefaults(rows, value),
    unknowns: new Set(unknowns.map((path) => path.split('.', 1)[0] ?? path)),
  };
}

function rulings({ changes = [] }: ResourceTable, olds: Known, news: Known) {
  return changes
    .filter(({ reads }) => !reads.some((name) => olds.unknowns.has(name) || news.unknowns.has(name)))
    .flatMap((rule) => rule.judge(olds.value, news.value) ?? []);
}
