import type { EChartsOption } from 'echarts';
import { byCss as colors } from '../../../plots/palette.ts';
import { draw, font } from '../../../plots/svg.ts';
import type { DrillRun, PhaseMark } from '../../types.ts';
import { type Bin, bins, topOfRates } from '../measures.ts';
import { duration, phaseWords } from '../words.ts';
import { latencySeries, type Window, writeSeries } from './failoverSeries.ts';
import { place } from './labels.ts';

const width = 960;
const left = 64;
const right = 20;
const lane = 17;
/** For the words over the first axis, below those of the phases. */
const headingHeight = 22;
const writesHeight = 150;
const latencyHeight = 84;
const between = 34;
const below = 42;
/** More points than these would not be told apart. */
const mostBins = 300;

/** One run: its phases as lines, the writes acknowledged and rejected, and how long the slowest of them waited. */
export function failoverChart(id: string, title: string, run: DrillRun, window: Window): string {
  const { from, to } = window;
  const span = width - left - right;
  const xOf = (at: number) => left + ((at - from) / (to - from)) * span;
  const marks = run.phases.filter((phase) => phase.at >= from && phase.at <= to);
  const labels = place(
    marks.map((mark) => ({ x: xOf(mark.at), text: labelOf(mark) })),
    width - 4,
  );
  const lanes = Math.max(0, ...labels.map((label) => label.lane)) + 1;
  const top = 8 + lanes * lane + headingHeight;
  const step = Math.max(20, Math.ceil((to - from) / mostBins / 20) * 20);
  const all = bins(run.timeline, from, to, step);
  const rates = topOfRates(all.map((bin) => (Math.max(bin.acked, bin.rejected) / step) * 1000));
  const cut = rates.peak > rates.top ? ', the burst of writes that had waited is cut off' : '';
  const height = top + writesHeight + between + latencyHeight + below;
  const bottom = height - below;
  const texts = [
    ...labels.flatMap((label) => mark(label, bottom)),
    heading(`writes a second${cut}`, top - 10),
    heading('slowest write, ms (log)', top + writesHeight + between - 12),
    {
      ...heading('ms after the fault', height - 10),
      x: left + span / 2,
      style: { ...small, text: 'ms after the fault', align: 'center' as const },
    },
  ];

  const option: EChartsOption = {
    grid: [
      { left, right, top, height: writesHeight },
      { left, right, top: top + writesHeight + between, height: latencyHeight },
    ],
    xAxis: [axisX(0, window, false), axisX(1, window, true)],
    yAxis: [
      {
        ...axisY(0),
        type: 'value',
        min: 0,
        splitNumber: 3,
        minInterval: 1,
        ...(cut ? { max: Math.ceil(rates.top), axisLabel: { ...yLabels, showMaxLabel: false } } : {}),
      },
      { ...axisY(1), type: 'log', min: 1, max: topOf(all), splitNumber: 3 },
    ],
    graphic: texts,
    series: [...writeSeries(run, all, step), latencySeries(all, step)],
  };
  return draw({ id, width, height, title, description: describe(run), option });
}

function topOf(all: Bin[]): number {
  const most = Math.max(10, ...all.map((bin) => bin.worstMs));
  return 10 ** Math.ceil(Math.log10(most));
}

const yLabels = { color: colors.muted, fontSize: 11, formatter: (value: number) => String(value) };
const small = { font: `11px ${font}`, fill: colors.muted };

/** Stands on a ground of its own, so that no line goes through it. */
function heading(text: string, y: number) {
  const style = {
    ...small,
    text,
    verticalAlign: 'middle' as const,
    backgroundColor: colors.ground,
    padding: [1, 4, 1, 0],
  };
  return { type: 'text' as const, x: left, y, z: 4, silent: true, style };
}

function mark({ x, text, lane: row, left: toLeft }: ReturnType<typeof place>[number], bottom: number) {
  const y = 8 + row * lane;
  return [
    {
      type: 'line' as const,
      silent: true,
      z: 1,
      shape: { x1: x, y1: y, x2: x, y2: bottom },
      style: { stroke: colors.target, lineWidth: 1, lineDash: [3, 3] },
    },
    {
      type: 'text' as const,
      silent: true,
      z: 5,
      x: toLeft ? x - 5 : x + 5,
      y: y + lane / 2,
      style: {
        text,
        font: `11px ${font}`,
        fill: colors.ink,
        align: toLeft ? ('right' as const) : ('left' as const),
        verticalAlign: 'middle' as const,
      },
    },
  ];
}

function labelOf({ name, at }: PhaseMark): string {
  return name === 'fault' ? 'fault' : `${phaseWords[name]} ${duration(at)}`;
}

function axisX(gridIndex: number, { from, to }: Window, labels: boolean) {
  return {
    type: 'value' as const,
    gridIndex,
    min: from,
    max: to,
    axisLine: { show: true, onZero: false, lineStyle: { color: colors.rule } },
    axisTick: { show: labels, lineStyle: { color: colors.rule } },
    axisLabel: {
      show: labels,
      color: colors.muted,
      fontSize: 11,
      showMinLabel: false,
      showMaxLabel: false,
      hideOverlap: true,
      formatter: (value: number) => String(value),
    },
    splitLine: { show: false },
  };
}

function axisY(gridIndex: number) {
  return {
    gridIndex,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: yLabels,
    splitLine: { show: true, lineStyle: { color: colors.rule } },
    minorSplitLine: { show: false },
  };
}

function describe(run: DrillRun): string {
  const phases = run.phases.map((phase) => `${phaseWords[phase.name]} at ${duration(phase.at)}`).join(', ');
  return `Acknowledged and rejected writes over time. ${phases}. Longest time without an acknowledged write: ${duration(run.gap_ms)}.`;
}
