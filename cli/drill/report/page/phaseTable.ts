import type { DrillRun } from '../../types.ts';
import { focusOf, stepsOf } from '../measures.ts';
import { duration, phaseWords } from '../words.ts';
import { html, type Markup } from './markup.ts';

/** The phases with what each took, as figures and as bars. */
export function phaseTable(run: DrillRun): Markup | string {
  const steps = stepsOf(run);
  if (steps.length === 0) return '';
  const { to } = focusOf(run);
  const shown = steps.filter((step) => step.at <= to);
  const end = Math.max(1, ...shown.map((step) => step.at));
  const rows = steps.map((step) => {
    const from = Math.max(0, (step.at - step.took) / end) * 100;
    const long = Math.max(0, Math.min(100 - from, (step.took / end) * 100));
    const bar =
      step.took > 0 && step.at <= to
        ? html`<span class="bar" style="margin-left: ${from.toFixed(1)}%; width: ${long.toFixed(1)}%"></span>`
        : '';
    return html`<tr><td>${phaseWords[step.name]}</td><td class="n">${duration(step.at)}</td><td class="n">${step.took > 0 ? `+${duration(step.took)}` : ''}</td><td class="wide">${bar}</td></tr>
`;
  });
  return html`<div class="scroll"><table><thead><tr><th>Phase</th><th class="n">After the fault</th><th class="n">Took</th><th></th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
