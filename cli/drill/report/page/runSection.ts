import type { DrillReport, DrillRun } from '../../types.ts';
import { duration, grouped, shortfalls } from '../words.ts';
import { html, type Markup } from './markup.ts';
import { phaseTable } from './phaseTable.ts';
import { runCharts } from './runCharts.ts';

/** How much of a run is drawn: the failover and the whole run, the failover, nothing. */
export type Detail = 'whole' | 'failover' | 'figures';

/** The run that is shown without being asked for. */
export function openSection({ runs }: DrillReport, index: number): Markup | string {
  const run = runs[index];
  if (run === undefined) return '';
  const mixed = new Set(runs.map((one) => one.fault)).size > 1;
  const heading =
    runs.length === 1 ? 'The failover' : mixed ? 'The slowest run against its target' : 'The slowest run';
  return html`<h2>${heading}</h2><section class="card"><h3>${nameOf(run, index)}</h3>${bodyOf(run, index, 'whole')}</section>`;
}

/** Any other run; a link to what is in it opens it. */
export function foldedSection(run: DrillRun, index: number, detail: Detail): Markup {
  const verdict = run.ok ? '' : html` <span class="missed">${shortfalls(run).join(', ')}</span>`;
  return html`<details class="card"><summary>${nameOf(run, index)}${verdict}</summary>${bodyOf(run, index, detail)}</details>`;
}

function nameOf(run: DrillRun, index: number): string {
  return `Run ${index + 1}: ${run.fault}, ${run.recovery_ms === null ? 'never back' : `back after ${duration(run.recovery_ms)}`}`;
}

function bodyOf(run: DrillRun, index: number, detail: Detail): Markup {
  const number = index + 1;
  const drawn = detail === 'figures' ? '' : runCharts(run, number, detail);
  return html`<div id="run-${number}">${moved(run)}${drawn}${phaseTable(run)}</div>`;
}

function moved({ from, to, latency_ms, acked, rejected }: DrillRun): Markup {
  const primary =
    from === to || to === null
      ? `The primary was ${from ?? 'not known'}`
      : `The primary moved from ${from ?? '?'} to ${to}`;
  return html`<p class="facts">${primary}. ${grouped(acked)} writes acknowledged, ${grouped(rejected)} rejected; half of them within ${duration(latency_ms.p50)}, 99 % within ${duration(latency_ms.p99)}.</p>`;
}
