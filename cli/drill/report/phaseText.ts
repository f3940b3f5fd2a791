import type { Colors } from 'picocolors/types.js';
import type { DrillRun } from '../types.ts';
import { focusOf, stepsOf } from './measures.ts';
import { duration, phaseWords, printable } from './words.ts';

const nameWidth = 20;
const timeWidth = 10;

/** The phases of one failover, each with a bar from the one before to itself. */
export function phaseText(run: DrillRun, colors: Colors, width: number): string {
  const steps = stepsOf(run);
  if (steps.length === 0) return '';
  const room = Math.max(10, Math.min(48, width - nameWidth - timeWidth * 2 - 2));
  const { to } = focusOf(run);
  const end = Math.max(1, ...steps.map((step) => step.at).filter((at) => at <= to));
  const lines = steps.map((step) => {
    const from = Math.max(0, Math.round(((step.at - step.took) / end) * room));
    const until = Math.round((step.at / end) * room);
    const bar =
      step.at > end
        ? ''
        : `${' '.repeat(Math.min(from, room))}${'█'.repeat(Math.max(step.took > 0 ? 1 : 0, until - from))}`;
    const time = `${phaseWords[step.name].padEnd(nameWidth)}${duration(step.at).padStart(timeWidth - 1)}`;
    if (step.took === 0) return time;
    const took = ` ${colors.dim(`+${duration(step.took)}`.padStart(timeWidth - 1))}`;
    return `${time}${took}${bar ? ` ${colors.cyan(bar.slice(0, room))}` : ''}`;
  });
  const moved =
    run.from && run.to
      ? colors.dim(`  ${printable(run.from)} to ${printable(run.to)}`).slice(0, Math.max(0, width))
      : '';
  return [`${colors.bold('Phases')}${moved}`, ...lines].join('\n');
}
