import type { DrillReport } from '../../types.ts';
import { duration, grouped, shortfalls } from '../words.ts';
import { html, type Markup } from './markup.ts';

/** Every run with its figures, for who does not see the charts, too. */
export function runsTable({ runs }: DrillReport): Markup | string {
  if (runs.length === 0) return '';
  const rows = runs.map(
    (run, i) => html`<tr>
<td class="n"><a href="#run-${i + 1}">${i + 1}</a></td><td>${run.fault}</td><td class="n">${duration(run.recovery_ms)}</td><td class="n">${duration(run.target_ms)}</td>
<td class="n">${duration(run.gap_ms)}</td><td class="n">${grouped(run.acked)}</td><td class="n">${grouped(run.lost)}</td><td class="n">${grouped(run.duplicated)}</td>
<td class="n">${grouped(run.rejected)}</td><td class="n">${duration(run.latency_ms.p50)}</td><td class="n">${duration(run.latency_ms.p99)}</td>
<td class="${run.ok ? 'passed' : 'missed'}">${run.ok ? 'ok' : shortfalls(run).join(', ')}</td></tr>
`,
  );
  const heads = [
    'Run',
    '',
    'Back after',
    'Target',
    'Longest gap',
    'Written',
    'Lost',
    'Twice',
    'Rejected',
    'p50',
    'p99',
  ];
  return html`<h2>${runs.length === 1 ? 'The figures' : 'All runs'}</h2>
<div class="card scroll"><table>
<thead><tr>${heads.map((one) => (one ? html`<th class="n">${one}</th>` : html`<th>Fault</th>`))}<th>Verdict</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
