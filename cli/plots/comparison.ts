import { onWhite, type Palette } from './palette.ts';
import { type Row, strip, withUnit } from './strip.ts';
import { draw, font } from './svg.ts';

export interface Series {
  name: string;
  median: number | null;
  worst: number | null;
  /** One for each run; null: it never ended. */
  values: (number | null)[];
  /** Drawn in the first colour; the others are what it is compared with. */
  highlight?: boolean;
}

export interface Group {
  name: string;
  series: Series[];
  /** Of this group; the comparison's where it has none of its own. */
  target?: number;
}

export interface Comparison {
  title: string;
  subtitle?: string;
  groups: Group[];
  /** `ms` becomes seconds from ten of them on. */
  unit: string;
  target?: number;
  /** @default whether the largest value is more than ten times the smallest */
  log?: boolean;
}

const width = 960;

/** A picture for the documentation: every value a dot, the median a bar, grouped. The same input gives the same bytes. */
export function comparisonPlot(comparison: Comparison, palette: Palette = onWhite): string {
  const { title, subtitle, unit, groups } = comparison;
  const log = comparison.log ?? isWide(groups);
  const { option, height } = strip({
    groups: groups.map((group) => ({ name: group.name, rows: rowsOf(group, comparison.target, palette) })),
    unit,
    log,
    width,
    top: 66,
    palette,
  });
  const legend = [subtitle, legendOf(comparison), log ? 'logarithmic scale' : ''].filter(Boolean).join(' · ');
  return draw({
    id: 'comparison',
    width,
    height,
    title,
    description: describe(comparison),
    option: {
      ...option,
      backgroundColor: palette.ground,
      title: {
        text: title,
        subtext: legend,
        left: 16,
        top: 10,
        itemGap: 6,
        textStyle: { color: palette.ink, fontSize: 16, fontWeight: 600, fontFamily: font },
        subtextStyle: {
          color: palette.muted,
          fontSize: 12,
          fontFamily: font,
          width: width - 32,
          overflow: 'truncate',
        },
      },
    },
  });
}

function rowsOf(group: Group, target: number | undefined, palette: Palette): Row[] {
  const limit = group.target ?? target;
  return group.series.map(({ name, values, median, worst, highlight }) => ({
    name,
    values,
    median,
    worst,
    color: highlight ? palette.first : palette.muted,
    // What is compared with was never promised to meet it.
    ...(limit !== undefined && highlight ? { target: limit } : {}),
  }));
}

function isWide(groups: Group[]): boolean {
  const values = groups
    .flatMap((group) => group.series.flatMap((one) => one.values))
    .filter((value) => value !== null);
  return Math.max(...values) > 10 * Math.max(1, Math.min(...values));
}

function legendOf({ groups, target }: Comparison): string {
  const targets = target !== undefined || groups.some((group) => group.target !== undefined);
  const never = groups.some((group) => group.series.some((one) => one.values.includes(null)));
  return `a dot is a run, a bar the median${targets ? ', a dashed line the target' : ''}${never ? ', ✕ never' : ''}`;
}

function describe({ groups, unit }: Comparison): string {
  return groups
    .map((group) => {
      const series = group.series.map(({ name, median, worst, values }) => {
        const figures = [median, worst].map((value) => (value === null ? 'never' : withUnit(value, unit)));
        return `${name}: median ${figures[0]}, worst ${figures[1]}, ${values.length} runs`;
      });
      return `${group.name}. ${series.join('. ')}.`;
    })
    .join(' ');
}
