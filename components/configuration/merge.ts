// One instance's arguments: its own, and the keys beside `instances` for what it does not say.

import { backendNames } from '../../providers/backend.ts';
import { isDeferred, isRecord } from '../validate/shape.ts';

type Tree = Record<string, unknown>;

/** Own values win, objects are merged key by key, lists are taken whole. */
export function mergeInstance(shared: Tree, own: Tree): Tree {
  const merged = merge(shared, own);
  // A backend's object that stands beside the instances is meant for those that run on it.
  const others = backendNames.filter((name) => name !== merged.backend && own[name] === undefined);
  return Object.fromEntries(
    Object.entries(merged).filter(([key]) => !(others as readonly string[]).includes(key)),
  );
}

function merge(below: Tree, above: Tree): Tree {
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isTree(under) && isTree(value) ? merge(under, value) : value;
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return isRecord(value) && !isDeferred(value);
}
