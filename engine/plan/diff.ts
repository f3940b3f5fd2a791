// From a provider's answer to what is to be done with a resource that exists.
// Source: diffResource, applyReplaceOnChanges and continueStepsFromDiff in pulumi/pulumi
// pkg/resource/deploy/step_generator.go.
import { equal, type PropertyMap, withoutSecrets } from '../wire/index.ts';
import { ignoreChanges } from './ignoreChanges.ts';
import { contains, type PropertyPath, parsePath } from './propertyPath.ts';

export interface PropertyDiff {
  kind: 'add' | 'add-replace' | 'delete' | 'delete-replace' | 'update' | 'update-replace';
  inputDiff: boolean;
}

export interface Diff {
  changes: 'none' | 'some';
  /** Top-level properties that differ. */
  diffs: string[];
  /** Properties whose change needs a replacement. */
  replaces: string[];
  deleteBeforeReplace: boolean;
  detailedDiff?: Record<string, PropertyDiff>;
}

export interface RawDiff extends Omit<Diff, 'changes'> {
  changes: 'none' | 'some' | 'unknown';
}

export const noDiff: Diff = { changes: 'none', diffs: [], replaces: [], deleteBeforeReplace: false };

/** A difference that only a replacement can settle, blamed on `key`. */
export function replaceDiff(key: string): Diff {
  return { changes: 'some', diffs: [], replaces: [key], deleteBeforeReplace: false };
}

/** Top-level properties that differ; whether a value is secret makes no difference. */
export function changedKeys(old: PropertyMap, news: PropertyMap): string[] {
  const [plainOld, plainNew] = [withoutSecrets(old), withoutSecrets(news)];
  const keys = new Set([...Object.keys(plainOld), ...Object.keys(plainNew)]);
  return [...keys].filter((key) => !equal(plainOld[key], plainNew[key])).sort();
}

/** A provider that cannot tell leaves it to the inputs. */
export function settleDiff(raw: RawDiff, oldInputs: PropertyMap, news: PropertyMap, ignored: string[]): Diff {
  if (raw.changes !== 'unknown') return { ...raw, changes: raw.changes };
  const diffs = changedKeys(oldInputs, ignoreChanges(ignored, oldInputs, news).inputs);
  return { ...raw, changes: diffs.length > 0 ? 'some' : 'none', diffs };
}

const initErrorKey = '#initerror';

/** Adds what `replaceOnChanges` asks for: a change below one of its paths needs a replacement. */
export function applyReplaceOnChanges(diff: Diff, replaceOnChanges: string[], hasInitErrors: boolean): Diff {
  if (diff.changes === 'none' && !hasInitErrors) return diff;
  const paths = replaceOnChanges.map((text) => {
    const path = parsePath(text);
    if (path === undefined) throw new Error(`replaceOnChanges: “${text}” is not a property path.`);
    return path;
  });
  const replaces = new Set([...diff.replaces, ...diff.diffs.filter((key) => covered(paths, key))]);
  const initReplaces = hasInitErrors && covered(paths, initErrorKey);
  if (initReplaces) replaces.add(initErrorKey);
  const detailed = Object.entries(diff.detailedDiff ?? {}).map(([key, change]) => [
    key,
    covered(paths, key) ? { ...change, kind: replacing(change.kind) } : change,
  ]);
  return {
    ...diff,
    changes: initReplaces ? 'some' : diff.changes,
    replaces: [...replaces],
    ...(diff.detailedDiff !== undefined && { detailedDiff: Object.fromEntries(detailed) }),
  };
}

/** Does this difference need a replacement? */
export function needsReplacement(diff: Diff): boolean {
  if (diff.replaces.length > 0) return true;
  return Object.values(diff.detailedDiff ?? {}).some((change) => change.kind.endsWith('-replace'));
}

function covered(paths: PropertyPath[], key: string): boolean {
  const inner = parsePath(key);
  return inner !== undefined && paths.some((path) => contains(path, inner));
}

function replacing(kind: PropertyDiff['kind']): PropertyDiff['kind'] {
  if (kind === 'add') return 'add-replace';
  if (kind === 'delete') return 'delete-replace';
  return kind === 'update' ? 'update-replace' : kind;
}
