import type { DrillRun } from '../../types.ts';
import { focusOf } from '../measures.ts';
import { failoverChart } from './failoverChart.ts';
import { nodeColors, nodesOf } from './failoverSeries.ts';
import { html, Markup } from './markup.ts';

/** The failover of a run, and on request everything that was recorded. */
export function runCharts(run: DrillRun, number: number, detail: 'whole' | 'failover'): Markup | string {
  if (run.timeline.length === 0) return html`<p>No timeline was recorded.</p>`;
  const focus = focusOf(run);
  const last = run.timeline.reduce((most, tick) => Math.max(most, tick.at + 20), focus.to);
  const first = run.timeline.reduce((least, tick) => Math.min(least, tick.at), 0);
  const nodes = nodesOf(run);
  const keys = nodes.map((node, i) =>
    key(
      nodeColors[Math.min(i, nodeColors.length - 1)] ?? '',
      `acknowledged by ${node || 'a node not known'}`,
    ),
  );
  const near = failoverChart(`run${number}`, `Run ${number} around the fault`, run, focus);
  const all = { from: Math.min(first, focus.from), to: last };
  const rest = run.phases.filter(
    (phase) => phase.at > focus.to || phase.name === 'fault' || phase.name === 'first-write',
  );
  const far =
    detail === 'whole' && last > 1.3 * focus.to
      ? html`<figcaption class="later">The whole run</figcaption><div class="scroll">${new Markup(
          failoverChart(`run${number}-whole`, `Run ${number} as a whole`, { ...run, phases: rest }, all),
        )}</div>`
      : '';
  return html`<figure><figcaption>${keys}${key('var(--bad)', 'rejected')}</figcaption><div class="scroll">${new Markup(near)}</div>${far}</figure>`;
}

function key(color: string, text: string): Markup {
  return html`<span class="key"><i style="background: ${color}"></i>${text}</span>`;
}
