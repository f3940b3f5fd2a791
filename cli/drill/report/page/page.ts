import type { DrillReport } from '../../types.ts';
import { slowestOf } from '../measures.ts';
import { explanations, verdict } from '../verdict.ts';
import { duration, faultSentences, grouped, recoveryMeans } from '../words.ts';
import { html, Markup } from './markup.ts';
import { recoveryChart } from './recoveryChart.ts';
import { foldedSection, openSection } from './runSection.ts';
import { runsTable } from './runsTable.ts';
import { style } from './style.ts';

const mostDrawn = 12;

/** The report as one page to show a colleague: well-formed HTML and XML at once. */
export function htmlReport(report: DrillReport): string {
  const slowest = slowestOf(report);
  const title = `${report.fault} drill on ${report.stack}`;
  const page = html`<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${title}: ${report.ok ? 'passed' : 'missed'}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${head(report)}
${tiles(report)}
${missed(report)}
${distribution(report)}
${openSection(report, slowest)}
${runsTable(report)}
${folded(report, slowest)}
${method(report)}
</main>
</body>
</html>
`;
  return page.text;
}

function head(report: DrillReport): Markup {
  const { stack, backend, instance, profile, tls, writers, started, ok } = report;
  const facts = [
    `${report.fault} drill`,
    `stack ${stack}`,
    `backend ${backend}`,
    `instance ${instance}`,
    `profile ${profile}`,
    tls ? 'TLS' : 'no TLS',
    `${writers} writers`,
    dateOf(started),
  ];
  return html`<header>
<span class="badge ${ok ? 'passed' : 'missed'}">${ok ? 'Passed' : 'Missed'}</span>
<h1>${verdict(report)}</h1>
<p class="facts">${facts.join(' · ')}</p>
</header>`;
}

function tiles({ runs, median_ms, worst_ms }: DrillReport): Markup {
  const sum = (pick: (run: DrillReport['runs'][number]) => number) =>
    runs.reduce((all, run) => all + pick(run), 0);
  const never = runs.some((run) => run.recovery_ms === null);
  const [one] = runs;
  const mixed = new Set(runs.map((run) => run.fault)).size > 1;
  const overall: [string, string][] = [
    [duration(median_ms), 'median until back'],
    [duration(never ? null : worst_ms), 'slowest until back'],
  ];
  const times: [string, string][] =
    one && runs.length === 1
      ? [[duration(one.recovery_ms), `until back, target ${duration(one.target_ms)}`]]
      : [
          [`${runs.filter((run) => run.ok).length} of ${runs.length}`, 'runs held'],
          ...(mixed ? [] : overall),
        ];
  const all: [string, string][] = [
    ...(runs.length > 0 ? times : []),
    [grouped(sum((run) => run.acked)), 'writes acknowledged'],
    [grouped(sum((run) => run.lost)), 'of them lost'],
    [grouped(sum((run) => run.rejected)), 'writes rejected'],
    [grouped(sum((run) => run.duplicated)), 'stored twice'],
  ];
  return html`<ul class="tiles">${all.map(([figure, words]) => html`<li><b>${figure}</b><span>${words}</span></li>\n`)}</ul>`;
}

function missed(report: DrillReport): Markup | string {
  const all = explanations(report);
  if (all.length === 0) return '';
  return html`<section class="card missed-list"><h3>What was missed</h3>${all.map((one) => html`<p>${one}</p>`)}</section>`;
}

/** Every run can be opened; so that the page stays light, of many only some are drawn, those that missed among them. */
function folded({ runs }: DrillReport, slowest: number): (Markup | string)[] {
  return runs.map((run, i) => {
    if (i === slowest) return '';
    return foldedSection(run, i, i < mostDrawn || !run.ok ? 'failover' : 'figures');
  });
}

function distribution(report: DrillReport): Markup | string {
  if (report.runs.length < 2) return '';
  return html`<h2>Time until writes were acknowledged again</h2>
<figure class="card"><figcaption>A dot is a run, a bar the median, a dashed line the target; red is over it, ✕ never came back.</figcaption>
<div class="scroll">${new Markup(recoveryChart(report))}</div></figure>`;
}

function method({ runs, fault, profile, writers, tls, started }: DrillReport): Markup {
  const faults = [...new Set(runs.map((run) => run.fault))];
  const kinds = faults.length > 0 ? faults : [fault];
  return html`<h2>How it was measured</h2>
<section class="card">
${kinds.map((one) => html`<p><b>${one}</b>: ${faultSentences[one]} “Back after” is ${recoveryMeans(one)}.</p>`)}
<p>${writers} writers sent numbered writes ${tls ? 'over TLS' : 'without TLS'} all the time, through ${runs.length === 1 ? 'one fault' : `${runs.length} faults one after the other`}, from ${dateOf(started)} on; the servers ran with profile ${profile}.
The phases are what the Sentinels announced. Afterwards every acknowledged write was looked for: “lost” are those that were not there,
“stored twice” those that were there more than once, because their answer was lost and they were sent again. “Rejected” writes ended in an error the writer was told of.</p>
<p>A run holds when it meets its target, no acknowledged write is lost and no second failover follows.</p>
</section>`;
}

function dateOf(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
