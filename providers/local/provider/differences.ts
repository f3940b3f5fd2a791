import { isDeepStrictEqual } from 'node:util';
import type { DiffResult } from '../../protocol.ts';

/** Names of the inputs whose values differ. */
export function changedInputs(olds: object, news: object): string[] {
  const before = new Map<string, unknown>(Object.entries(olds));
  const after = new Map<string, unknown>(Object.entries(news));
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => !isDeepStrictEqual(before.get(name), after.get(name)));
}

/** An update in place, naming what differs. */
export function updateFor(differences: readonly string[]): DiffResult {
  const diffs = [...new Set(differences)];
  return { changes: diffs.length > 0 ? 'some' : 'none', diffs };
}

/** Names whose values in `actual` are not the wanted ones. */
export function unlike(wanted: Record<string, string>, actual: Record<string, string>): string[] {
  return Object.keys(wanted).filter((name) => wanted[name] !== actual[name]);
}
