// "Did you mean": the allowed word that a mistyped one is likely to stand for.

import { closest, distance } from 'fastest-levenshtein';

/** The nearest of `allowed`, or undefined when none is near enough to be meant. */
export function nearest(given: string, allowed: readonly string[]): string | undefined {
  const word = plain(given);
  if (word === '' || allowed.length === 0) return undefined;
  const found = closest(word, allowed.map(plain));
  const limit = Math.max(1, Math.floor(found.length / 3));
  if (distance(word, found) > limit && !isShuffled(word, found)) return undefined;
  return allowed.find((name) => plain(name) === found);
}

/** The sentence, with a leading space; empty when there is nothing near. */
export function didYouMean(given: string, allowed: readonly string[]): string {
  const found = nearest(given, allowed);
  return found === undefined ? '' : ` Did you mean ${found}?`;
}

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words);
}

/** Two letters changed places: `fats` for `fast`. */
function isShuffled(word: string, found: string): boolean {
  const letters = (text: string) => [...text].sort().join('');
  return letters(word) === letters(found);
}

/** Case, dashes and underscores are the usual slips: in_transit, InTransit. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, '');
}
