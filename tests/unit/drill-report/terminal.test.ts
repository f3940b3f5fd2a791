import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import pc from 'picocolors';
import { drawsUnicode, terminalReport } from '../../../cli/drill/report/index.ts';
import { faults } from '../../../cli/drill/types.ts';
import { anyReport } from './arbitrary.ts';
import { kinds, sampleReport, sampleRun } from './sample.ts';

/** A row of the table, or, where that had no room, the line instead of it. */
const rowOfRun = new RegExp(`^(│ )?\\d+ +(│ )?(${faults.join('|')}) `, 'gm');
const plain = { colors: pc.createColors(false), width: 80 };

describe('a drill in the terminal', () => {
  it('begins with the verdict: what it took, what was allowed, what was lost', () => {
    const [line, next] = terminalReport(
      sampleReport([sampleRun('kill', 1, { recovery_ms: 812 })]),
      plain,
    ).split('\n');
    expect(line).to.equal('✔ Passed. Writes were acknowledged again after 812 ms (target 1500 ms),');
    expect(next?.trim()).to.equal('nothing acknowledged was lost.');
  });

  it('shows the phases of a single failover in milliseconds, and its writes as a plot', () => {
    const text = terminalReport(kinds.one(), plain);
    expect(text).to.match(/subjectively down +487 ms +\+487 ms █+/);
    expect(text).to.match(/replica promoted +686 ms +\+110 ms +█+/);
    expect(text).to.contain('Acknowledged writes a second');
    expect(text).to.match(/^ *0┤ +┗━+┛$/m);
  });

  it('says of every missed run which it was, by how much, and what to look at', () => {
    const text = terminalReport(
      sampleReport([sampleRun('kill', 1), sampleRun('kill', 2, { recovery_ms: 2310, lost: 3 })]),
      { ...plain, width: 400 },
    );
    expect(text).to.contain('✘ Missed. 1 of 2 runs missed');
    expect(text).to.contain(
      'Run 2 (kill). Missed: 810 ms over the target of 1500 ms, 3 acknowledged writes lost.',
    );
    expect(text).to.contain('Longest step: fault to subjectively down, 1525 ms; down-after-milliseconds');
  });

  it('says how far a failover came that never ended', () => {
    const text = terminalReport(sampleReport([sampleRun('kill', 3, { recovery_ms: null })]), {
      ...plain,
      width: 400,
    });
    expect(text).to.contain('No write was acknowledged again (target 1500 ms)');
    expect(text).to.contain('The last that was seen of it: objectively down, 547 ms after the fault.');
  });

  it('tells of fifty runs without a wall of text, and of each', () => {
    const report = kinds.fifty();
    const text = terminalReport(report, plain);
    expect(text.split('\n').length).to.be.below(35);
    const figures = [...text.matchAll(/^ *\d+-\d+ ((?: +\d+)+)$/gm)].flatMap(([, row]) =>
      (row ?? '').trim().split(/ +/),
    );
    expect(figures.map(Number)).to.deep.equal(report.runs.map((run) => run.recovery_ms));
  });

  it('names no median where the runs had different faults, but one for each fault', () => {
    const text = terminalReport(kinds.mixed(), plain);
    expect(text.split('\n')[0]).to.equal('✔ Passed. All 8 runs held: nothing acknowledged was lost.');
    expect(text).to.match(/│ planned +│ 2 +│ 164 ms │ 167 ms +│ 400 ms/);
  });

  it('writes no sign but ASCII where only that is drawn, and colours only where they are', () => {
    for (const kind of Object.values(kinds)) {
      const text = terminalReport(kind(), { ...plain, unicode: false });
      expect(text).to.match(/^[\x20-\x7e\n]*$/);
      const coloured = terminalReport(kind(), { ...plain, colors: pc.createColors(true) });
      expect(coloured).to.contain('\u001b[');
      expect(stripVTControlCharacters(coloured)).to.equal(terminalReport(kind(), plain));
    }
  });

  it('tells terminals that draw lines from those that do not', () => {
    expect(drawsUnicode({ LANG: 'de_DE.UTF-8', TERM: 'xterm' })).to.equal(true);
    for (const env of [{ CI: 'true' }, { NO_COLOR: '1' }, { TERM: 'dumb' }, { LANG: 'C' }]) {
      expect(drawsUnicode(env), JSON.stringify(env)).to.equal(false);
    }
  });

  it('fits 80 columns, lets nothing from outside steer the terminal, and leaves out no run, whatever the report', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const text = terminalReport(report, plain);
        // Signs without a width of their own take no column.
        const shown = text.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{M}]/gu, '');
        const widths = shown.split('\n').map((line) => [...line].length);
        expect(Math.max(...widths), text).to.be.at.most(80);
        expect(text).to.not.match(/\p{Cc}(?<!\n)/u);
        const rows = text.match(rowOfRun)?.length ?? 0;
        if (report.runs.length > 0 && report.runs.length <= 15) expect(rows).to.equal(report.runs.length);
      }),
      { numRuns: 100 },
    );
  });
});
