import type { Line } from '../../cost/index.ts';

/** `$1,234`: nobody knows a month's cents beforehand. */
export function dollars(usd: number): string {
  return `$${usd.toLocaleString('en-US', { maximumFractionDigits: 0 })}`;
}

/** `$1,234.50`, so that lines add up to their sum. */
export function cents(usd: number): string {
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** `1,234`, `12.3`, `0.05`: three digits that matter. */
export function amount(value: number): string {
  return value.toLocaleString('en-US', {
    maximumSignificantDigits: value < 1000 ? 3 : 21,
    maximumFractionDigits: value < 1000 ? 3 : 0,
    roundingPriority: 'lessPrecision',
  });
}

/** `$0.0256 per node-hour, 2026-10-02`. */
export function priceText({ price }: Line): string {
  const each = `$${price.usd.toLocaleString('en-US', { maximumSignificantDigits: 6 })} per ${price.per}`;
  return price.asOf === '' ? `${each}, ${price.note}` : `${each}, ${price.asOf}`;
}
