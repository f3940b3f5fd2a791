import type { EChartsOption, ScatterSeriesOption } from 'echarts';
import type { Palette } from './palette.ts';
import { scaleOf } from './scale.ts';
import { font } from './svg.ts';
import { swarm } from './swarm.ts';

/** One row of dots. */
export interface Row {
  name: string;
  /** One for each run; null: it never ended. */
  values: (number | null)[];
  median: number | null;
  worst: number | null;
  target?: number;
  color: string;
}

export interface Strip {
  /** Rows under one heading; an empty one takes no room. */
  groups: { name: string; rows: Row[] }[];
  unit: string;
  log: boolean;
  width: number;
  /** Room above for a title. */
  top: number;
  palette: Palette;
}

const rowHeight = 46;
const headHeight = 30;
const axisHeight = 46;
const dot = 8;
const figuresWidth = 214;
/** Where crosses stand for runs that never ended. */
const neverWidth = 34;

/** Rows of dots with a bar at the median and a line at the target; figures at the right. */
export function strip({ groups, unit, log, width, top, palette }: Strip): {
  option: EChartsOption;
  height: number;
} {
  const rows = groups.flatMap((group) => group.rows);
  const known = rows
    .flatMap((row) => [...row.values, row.target ?? null, row.worst, row.median])
    .filter((v) => v !== null);
  const scale = scaleOf(known, log);
  const never = rows.some((row) => row.values.includes(null)) ? neverWidth : 0;
  const left = Math.min(280, 32 + 7.2 * Math.max(8, ...rows.map((row) => row.name.length)));
  const right = figuresWidth + never + 16;
  const span = width - left - right;
  const body = groups.reduce(
    (sum, group) => sum + (group.name ? headHeight : 0) + rowHeight * group.rows.length,
    0,
  );
  const height = top + body + axisHeight;
  const words = (text: string, x: number, y: number, style: object = {}) => ({
    type: 'text' as const,
    x,
    y: top + y,
    silent: true,
    style: { text, font: `12px ${font}`, fill: palette.ink, verticalAlign: 'middle' as const, ...style },
  });
  const texts: object[] = [];
  const series: ScatterSeriesOption[] = [];
  let y = 0;

  for (const group of groups) {
    if (group.name) {
      texts.push(words(group.name, 16, y + headHeight / 2 + 2, { font: `600 13px ${font}` }));
      y += headHeight;
    }
    for (const row of group.rows) {
      const middle = y + rowHeight / 2;
      texts.push(
        words(row.name, left - 12, middle, {
          align: 'right',
          width: left - 48,
          overflow: 'truncate',
          ellipsis: '…',
        }),
        words(figures(row, unit), width - figuresWidth, middle, { fill: palette.muted }),
      );
      const missing = row.values.filter((value) => value === null).length;
      if (missing > 0) {
        const cross = { fill: palette.bad, align: 'center', font: `600 13px ${font}` };
        texts.push(words(missing > 1 ? `✕${missing}` : '✕', left + span + neverWidth / 2 + 4, middle, cross));
      }
      series.push(...marksOf(row, middle));
      y += rowHeight;
    }
  }

  function marksOf(row: Row, middle: number): ScatterSeriesOption[] {
    const values = row.values.filter((value) => value !== null);
    const offsets = swarm(
      values.map((value) => scale.share(value) * span),
      dot,
      rowHeight / 2 - dot,
    );
    const dots = values.map((value, i) => ({
      value: [scale.inside(value), middle + (offsets[i] ?? 0)],
      itemStyle: { color: row.target !== undefined && value > row.target ? palette.bad : row.color },
    }));
    const target = row.target === undefined ? [] : [lineAt(row.target, middle)];
    return [
      {
        type: 'scatter',
        silent: true,
        symbolSize: dot - 1,
        itemStyle: { opacity: 0.75 },
        data: dots,
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: palette.target, type: 'dashed', width: 1.5 },
          data: target,
        },
      },
      {
        type: 'scatter',
        silent: true,
        symbol: 'rect',
        symbolSize: [3, rowHeight - 14],
        itemStyle: { color: palette.ink },
        data: row.median === null ? [] : [[scale.inside(row.median), middle]],
      },
    ];
  }

  function lineAt(target: number, middle: number): [{ coord: number[] }, { coord: number[] }] {
    return [{ coord: [target, middle - rowHeight / 2] }, { coord: [target, middle + rowHeight / 2] }];
  }

  const option: EChartsOption = {
    grid: { left, right, top, height: body, containLabel: false },
    xAxis: {
      type: log ? 'log' : 'value',
      min: scale.min,
      max: scale.max,
      axisLine: { show: true, lineStyle: { color: palette.rule }, onZero: false },
      axisTick: { show: true, customValues: scale.ticks, lineStyle: { color: palette.rule } },
      axisLabel: {
        customValues: scale.ticks,
        color: palette.muted,
        fontSize: 12,
        formatter: (value: number) => withUnit(value, unit),
      },
      splitLine: { show: true, lineStyle: { color: palette.rule } },
      minorTick: { show: false },
      minorSplitLine: { show: false },
    },
    yAxis: { type: 'value', min: 0, max: body, inverse: true, show: false },
    graphic: texts,
    series,
  };
  return { option, height };
}

function figures({ median, worst, values }: Row, unit: string): string {
  const never = values.filter((value) => value === null).length;
  const known = [
    ...(median === null ? [] : [`median ${withUnit(median, unit)}`]),
    ...(worst === null || values.length === 1 ? [] : [`worst ${withUnit(worst, unit)}`]),
  ].join(', ');
  if (never === 0) return known;
  const lost = never === values.length ? 'never' : `${never} of ${values.length} never`;
  return known ? `median ${withUnit(median ?? 0, unit)}, ${lost}` : lost;
}

/** `812 ms`, and `12.3 s` where milliseconds would be too many figures. */
export function withUnit(value: number, unit: string): string {
  if (unit === 'ms' && Math.abs(value) >= 10_000) return `${Number((value / 1000).toFixed(1))} s`;
  return `${Number(value.toFixed(value < 10 ? 1 : 0))} ${unit}`.trimEnd();
}
