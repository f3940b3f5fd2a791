import type { Option } from './option.ts';

export interface Recommendation {
  /** The option's title; absent where none can be recommended. */
  title?: string;
  /** Whole sentences. */
  reasons: string[];
}

/** The cheapest that bears the load and needs no waiver; the others with what speaks against each. */
export function recommend(options: readonly Option[]): Recommendation {
  const sound = options.filter((one) => one.available && one.cannot.length === 0 && one.waivers.length === 0);
  const [best] = sound.sort((a, b) => costOf(a) - costOf(b));
  const others = options.filter((one) => one !== best).map((one) => against(one, best));
  if (!best)
    return {
      reasons: ['No backend bears this load without a waiver of a policy rule.', ...others.filter(nonEmpty)],
    };
  const reason = `${best.title} is the cheapest that bears the load and meets every rule of the policy pack without a waiver.`;
  return { title: best.title, reasons: [reason, ...others.filter(nonEmpty)] };
}

function costOf({ available }: Option): number {
  return available?.bill.usd ?? Number.POSITIVE_INFINITY;
}

function against(option: Option, best: Option | undefined): string {
  const { title, cannot, waivers, available } = option;
  if (cannot.length > 0) return `${title}: ${cannot.join(' ')}`;
  if (!available) return '';
  const waiver = waivers.length === 0 ? '' : `needs a waiver of ${waivers.join(', ')}`;
  const price = best && `costs ${apartText(costOf(option) - costOf(best))} a month`;
  return `${title} ${[price, waiver].filter(Boolean).join(' and ')}.`;
}

function apartText(usd: number): string {
  if (Math.abs(usd) < 0.5) return 'the same';
  return `${dollars(Math.abs(usd))} ${usd < 0 ? 'less' : 'more'}`;
}

function dollars(usd: number): string {
  return `$${Math.round(usd).toLocaleString('en-US')}`;
}

function nonEmpty(text: string): boolean {
  return text !== '';
}
