import type { LineSeriesOption } from 'echarts';
import { byCss as colors } from '../../../plots/palette.ts';
import { font } from '../../../plots/svg.ts';
import type { DrillRun } from '../../types.ts';
import type { Bin } from '../measures.ts';
import { duration } from '../words.ts';

export interface Window {
  from: number;
  to: number;
}

export const nodeColors = [colors.first, colors.second, colors.third];

const plainLabel = {
  color: colors.ink,
  fontSize: 12,
  fontFamily: font,
  textBorderColor: 'transparent',
  textBorderWidth: 0,
};

/** The nodes that acknowledged, the old primary first. */
export function nodesOf(run: DrillRun): string[] {
  const seen = run.timeline.flatMap((tick) => (tick.acked > 0 ? [tick.node ?? ''] : []));
  return [...new Set([...(run.from && seen.includes(run.from) ? [run.from] : []), ...seen])];
}

/** Writes acknowledged, one colour for each node, and rejected; the silence is shaded. */
export function writeSeries(run: DrillRun, all: Bin[], step: number): LineSeriesOption[] {
  const rate = (n: number) => Math.round((n / step) * 1000);
  const acked = nodesOf(run).map((node, i): LineSeriesOption => {
    const color = nodeColors[Math.min(i, nodeColors.length - 1)] ?? colors.first;
    return {
      ...stepped(color),
      stack: 'acked',
      areaStyle: { color, opacity: 0.6 },
      data: heldTo(all, step, (bin) => rate(bin.ackedBy.get(node) ?? 0)),
    };
  });
  const silence = run.recovery_ms === null ? null : silenceOf(all, step);
  const rejected: LineSeriesOption = {
    ...stepped(colors.bad),
    areaStyle: { color: colors.bad, opacity: 0.85 },
    data: heldTo(all, step, (bin) => rate(bin.rejected)),
    ...(silence
      ? {
          markArea: {
            silent: true,
            itemStyle: { color: 'var(--veil)', opacity: 0.07 },
            label: {
              ...plainLabel,
              position: 'inside' as const,
              formatter: `${duration(run.gap_ms)} without a write`,
            },
            data: [[{ xAxis: silence.from }, { xAxis: silence.to }]],
          },
        }
      : {}),
  };
  return [...acked, rejected];
}

/** The longest time in which nothing was acknowledged, where it is long enough to carry words. */
function silenceOf(all: Bin[], step: number): Window | null {
  let best: Window | null = null;
  let from: number | null = null;
  for (const bin of all) {
    if (bin.acked > 0) {
      from = null;
      continue;
    }
    from ??= bin.at;
    const to = bin.at + step;
    if (to > 0 && (best === null || to - from > best.to - best.from)) best = { from, to };
  }
  return best && best.to - best.from >= step * all.length * 0.2 ? best : null;
}

/** How long the slowest write of each step took. */
export function latencySeries(all: Bin[], step: number): LineSeriesOption {
  return {
    ...stepped(colors.ink),
    lineStyle: { color: colors.ink, width: 1.2 },
    xAxisIndex: 1,
    yAxisIndex: 1,
    data: heldTo(all, step, (bin) => (bin.acked > 0 ? Math.max(1, bin.worstMs) : null)),
  };
}

/** A value for each step, and the last once more where that step ends. */
function heldTo(all: Bin[], step: number, pick: (bin: Bin) => number | null): [number, number | null][] {
  const last = all.at(-1);
  return [
    ...all.map((bin): [number, number | null] => [bin.at, pick(bin)]),
    ...(last ? [[last.at + step, pick(last)] satisfies [number, number | null]] : []),
  ];
}

function stepped(color: string): LineSeriesOption {
  return {
    type: 'line',
    step: 'end',
    symbol: 'none',
    silent: true,
    connectNulls: false,
    lineStyle: { color, width: 0 },
    itemStyle: { color },
  };
}
