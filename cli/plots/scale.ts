/** An axis whose ends are known before it is drawn, so that dots can be packed in pixels. */
export interface Scale {
  log: boolean;
  min: number;
  max: number;
  /** Where a label stands. */
  ticks: number[];
  /** From 0 at the left end to 1 at the right. */
  share(value: number): number;
  /** The value itself, or where it would lie outside (0 on a logarithmic scale) the nearest end. */
  inside(value: number): number;
}

/** `values`: all that must fit. */
export function scaleOf(values: number[], log: boolean): Scale {
  return log ? logarithmic(values) : linear(values);
}

function linear(values: number[]): Scale {
  const most = Math.max(1, ...values) * 1.04;
  const step = [0.1, 0.2, 0.25, 0.5, 1].map((part) => part * 10 ** Math.ceil(Math.log10(most)));
  const stride = step.find((one) => most / one <= 6) ?? most;
  const max = Math.ceil(most / stride) * stride;
  const ticks = Array.from({ length: Math.round(max / stride) + 1 }, (_, i) => i * stride);
  return { log: false, min: 0, max, ticks, share: (value) => value / max, inside: (value) => value };
}

function logarithmic(values: number[]): Scale {
  const positive = values.filter((value) => value > 0);
  const [least, most] = [Math.min(100, ...positive), Math.max(100, ...positive)];
  const steps = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((lead) => lead * 10 ** power)).flat();
  const min = steps.findLast((step) => step <= least * 0.95) ?? 0.5;
  const max = steps.find((step) => step >= most * 1.05 && step > min) ?? most * 2;
  const between = steps.filter((step) => step >= min && step <= max);
  const ticks = between.length > 9 ? between.filter((step) => Number.isInteger(Math.log10(step))) : between;
  const inside = (value: number) => Math.max(value, min);
  const share = (value: number) => Math.log(inside(value) / min) / Math.log(max / min);
  return { log: true, min, max, ticks, share, inside };
}
