// `ignoreChanges`: an ignored property keeps the value it has in the state.
// Source: PropertyPath.Reset in pulumi/pulumi sdk/go/common/resource/properties_path.go.
import { isMap, type PropertyMap, type PropertyValue, Secret } from '../wire/index.ts';
import { type PropertyPath, parsePath } from './propertyPath.ts';

export interface Ignored {
  inputs: PropertyMap;
  /** Paths that could not be ignored because the element they name was added or removed. */
  failed: string[];
}

/** The new inputs with every ignored path set back to its old value. */
export function ignoreChanges(paths: string[], old: PropertyMap, news: PropertyMap): Ignored {
  let inputs = news;
  const failed: string[] = [];
  for (const text of paths) {
    const path = parsePath(text);
    if (path === undefined) continue;
    const outcome = reset(path, { value: old, secret: false }, { value: inputs, secret: false });
    inputs = { ...(outcome.value as PropertyMap) };
    if (!outcome.ok) failed.push(text);
  }
  return { inputs, failed };
}

/** A value, or none, and whether something around it is secret. */
interface Place {
  value: PropertyValue | undefined;
  secret: boolean;
}

interface Outcome {
  value: PropertyValue | undefined;
  /** false: the two values have different shapes along the path. */
  ok: boolean;
}

function reset(path: PropertyPath, outerOld: Place, outerNew: Place): Outcome {
  const old = unwrap(outerOld);
  const news = unwrap(outerNew);
  const outcome = resetUnwrapped(path, old, news);
  const wasSecret = outerNew.value instanceof Secret && outcome.value !== undefined;
  return wasSecret ? { ...outcome, value: new Secret(outcome.value ?? null) } : outcome;
}

function resetUnwrapped([step, ...rest]: PropertyPath, old: Place, news: Place): Outcome {
  if (step === undefined) return { value: kept(old, news), ok: true };
  if (typeof step === 'number') return resetIndex(step, rest, old, news);
  return step === '*' ? resetEvery(rest, old, news) : resetKey(step, rest, old, news);
}

/** The old value, secret if it was secret where it stood and would no longer be. */
function kept(old: Place, news: Place): PropertyValue | undefined {
  if (old.value === undefined) return undefined;
  return old.secret && !news.secret ? new Secret(old.value) : old.value;
}

function resetIndex(index: number, rest: PropertyPath, old: Place, news: Place): Outcome {
  const [from, to] = [old.value, news.value];
  if (index < 0) return { value: to, ok: false };
  if (!Array.isArray(from) || !Array.isArray(to)) {
    return { value: to, ok: !Array.isArray(from) && !Array.isArray(to) };
  }
  if (index >= from.length || index >= to.length) {
    return { value: to, ok: rest.length === 0 && index >= from.length && index >= to.length };
  }
  const inner = step(rest, { ...old, value: from[index] }, { ...news, value: to[index] });
  return { value: to.with(index, inner.value ?? null), ok: inner.ok };
}

function resetKey(key: string, rest: PropertyPath, old: Place, news: Place): Outcome {
  const from = isMap(old.value) ? old.value : undefined;
  const to = isMap(news.value) ? news.value : undefined;
  if (rest.length > 0) {
    if (from === undefined || to === undefined) return { value: news.value, ok: from === to };
    if (from[key] !== undefined && to[key] === undefined) return { value: to, ok: false };
    if (from[key] === undefined && to[key] === undefined) return { value: to, ok: true };
  }
  if (to === undefined) return { value: news.value, ok: from?.[key] === undefined };
  const inner = step(rest, { ...old, value: from?.[key] }, { ...news, value: to[key] });
  return { value: withKey(to, key, inner.value), ok: inner.ok };
}

function resetEvery(rest: PropertyPath, old: Place, news: Place): Outcome {
  const [from, to] = [old.value, news.value];
  if (Array.isArray(to) && Array.isArray(from)) {
    const inner = to.map((value, i) =>
      i < from.length ? step(rest, { ...old, value: from[i] }, { ...news, value }) : { value, ok: false },
    );
    const ok = from.length === to.length && inner.every((outcome) => outcome.ok);
    return { value: inner.map((outcome) => outcome.value ?? null), ok };
  }
  if (isMap(to) && isMap(from)) {
    if (rest.length === 0)
      return { value: mapValues(from, (value) => kept({ ...old, value }, news)), ok: true };
    const shared = Object.keys(from).every((key) => to[key] !== undefined);
    if (!shared) return { value: to, ok: false };
    let value = to;
    let ok = true;
    for (const key of Object.keys(from)) {
      const inner = reset(rest, { ...old, value: from[key] }, { ...news, value: to[key] });
      value = withKey(value, key, inner.value);
      ok &&= inner.ok;
    }
    return { value, ok };
  }
  return { value: to, ok: rest.length === 0 && (Array.isArray(to) || isMap(to)) };
}

/** At the end of the path the old value replaces the new one, else the search goes on below it. */
function step(rest: PropertyPath, old: Place, news: Place): Outcome {
  return rest.length === 0 ? { value: kept(old, news), ok: true } : reset(rest, old, news);
}

function unwrap({ value, secret }: Place): Place {
  return value instanceof Secret ? unwrap({ value: value.value, secret: true }) : { value, secret };
}

function withKey(map: PropertyMap, key: string, value: PropertyValue | undefined): PropertyMap {
  const { [key]: _, ...others } = map;
  return value === undefined ? others : { ...map, [key]: value };
}

function mapValues(
  map: PropertyMap,
  change: (value: PropertyValue) => PropertyValue | undefined,
): PropertyMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value) ?? null]));
}
