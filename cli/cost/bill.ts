import type { Colors } from 'picocolors/types.js';
import type { Bill, Line } from '../../cost/index.ts';
import { table } from '../show/table.ts';
import { amount, cents, priceText } from './words.ts';

/** A month of one stack, line by line, and where the prices are from. */
export function billText(colors: Colors, title: string, { lines, usd, unpriced }: Bill): string {
  const rows = lines.map((line) => [line.what, amount(line.quantity), cents(line.usd), priceText(line)]);
  const total = [colors.bold('a month'), '', colors.bold(cents(usd)), ''];
  return [
    colors.bold(title),
    lines.length > 0
      ? table(colors, ['Line', 'Quantity', 'USD', 'Price'], [...rows, total])
      : 'Nothing in it costs anything: $0 a month.',
    ...(unpriced.length > 0 ? [`Not in the sum, because no price is known: ${unpriced.join(', ')}.`] : []),
    ...sources(lines),
  ].join('\n\n');
}

/** Each page once, with what has to be known of its prices: that somebody else quotes it, before all. */
export function sources(lines: readonly Line[]): string[] {
  const pages = Map.groupBy(
    lines.map(({ price }) => price).filter(({ url }) => url !== ''),
    ({ url }) => url,
  );
  if (pages.size === 0) return [];
  const known = [...pages].map(([url, prices]) => {
    const marked = prices.flatMap(({ secondHand, note }) => [secondHand && 'second-hand', note]);
    const notes = new Set(marked.filter((one) => one !== undefined));
    return `  ${url}${notes.size > 0 ? ` (${[...notes].join('; ')})` : ''}`;
  });
  return [`Prices from:\n${known.join('\n')}`];
}
