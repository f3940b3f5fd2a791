import type { Call } from '../../provider/implementation.ts';
import type { PropertyMap } from '../../wire/value.ts';
import { digitsOf } from './outputs.ts';
import type { ResourceTable } from './table.ts';

/**
 * Names that are made up, as Pulumi's providers do: kept while the resource lives, new when it is replaced. The digits follow
 * from the URN, so that a preview and the update after it say the same.
 */
export class Names {
  /** URN and property -> the name that it had when this run began. */
  readonly #before = new Map<string, string>();

  fill({ rows }: ResourceTable, { urn, name }: Call, olds: PropertyMap, news: PropertyMap): PropertyMap {
    const made = Object.entries(rows).flatMap(([property, { autoName }]) => {
      if (!autoName || (news[property] ?? undefined) !== undefined) return [];
      return [[property, this.#name(`${urn} ${property}`, name, olds[property], autoName.max)]];
    });
    return { ...news, ...Object.fromEntries(made) };
  }

  /** The engine asks again, without the old inputs, when it has decided to replace a resource. */
  #name(key: string, logical: string, old: PropertyMap[string] | undefined, max: number): string {
    if (typeof old === 'string') {
      this.#before.set(key, old);
      return old;
    }
    const digits = digitsOf(`${key} after ${this.#before.get(key) ?? 'nothing'}`, 7);
    return `${logical.slice(0, max - digits.length - 1)}-${digits}`;
  }
}
