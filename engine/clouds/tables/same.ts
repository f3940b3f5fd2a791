import { equal, isMap } from '../../wire/inspect.ts';
import { type PropertyValue, Secret } from '../../wire/value.ts';
import type { Shape } from './row.ts';

/** Whether two values of one shape are the same to the provider: in what it keeps as a set, order and doubles say nothing. */
export function same(
  a: PropertyValue | undefined,
  b: PropertyValue | undefined,
  shape: Shape | undefined,
): boolean {
  if (a instanceof Secret && b instanceof Secret) return same(a.value, b.value, shape);
  if (shape?.kind === 'list' && Array.isArray(a) && Array.isArray(b)) {
    const { of } = shape;
    const within = (one: PropertyValue[], other: PropertyValue[]) =>
      one.every((item) => other.some((candidate) => same(item, candidate, of)));
    if (shape.set !== undefined) return within(a, b) && within(b, a);
    return a.length === b.length && a.every((item, i) => same(item, b[i], of));
  }
  if ((shape?.kind === 'map' || shape?.kind === 'object') && isMap(a) && isMap(b)) {
    const of = (key: string) => (shape.kind === 'map' ? shape.of : shape.fields[key]);
    return Object.keys({ ...a, ...b }).every((key) => same(a[key], b[key], of(key)));
  }
  return equal(a, b);
}
