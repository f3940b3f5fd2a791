import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { expect } from 'chai';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import type { DrillReport } from '../../../cli/drill/types.ts';
import { anyReport } from './arbitrary.ts';
import { kinds, sampleReport, sampleRun } from './sample.ts';

/** Fails on the least that is not well-formed. */
function read(page: string): Document {
  return new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(page, 'application/xhtml+xml');
}

function all(document: Document | Element, tag: string): Element[] {
  return [...document.getElementsByTagName(tag)];
}

function texts(document: Document | Element, tag: string): string[] {
  return all(document, tag).map((one) => one.textContent ?? '');
}

describe('a drill as a page', () => {
  let htmlReport: (report: DrillReport) => string;

  before(async () => {
    ({ htmlReport } = await import('../../../cli/drill/report/page/index.ts'));
  });

  it('begins with the verdict and the figures behind it', () => {
    const page = read(htmlReport(kinds.fifty()));
    expect(texts(page, 'h1')).to.deep.equal([
      'All 50 runs held: median 842 ms, slowest 983 ms, target 1500 ms, nothing acknowledged was lost.',
    ]);
    expect(texts(page, 'li').slice(0, 3)).to.deep.equal([
      '50 of 50runs held',
      '842 msmedian until back',
      '983 msslowest until back',
    ]);
  });

  it('has a row and a section for every run, each row leading to its section', () => {
    const page = read(htmlReport(kinds.fifty()));
    const links = all(page, 'a').map((link) => link.getAttribute('href') ?? '');
    const ids = all(page, 'div').map((one) => `#${one.getAttribute('id')}`);
    expect(links).to.deep.equal(Array.from({ length: 50 }, (_, i) => `#run-${i + 1}`));
    expect(ids).to.include.members(links);
  });

  it('draws every mark of the slowest failover, and tells it in words to who does not see', () => {
    const page = read(htmlReport(kinds.missed()));
    const chart = all(page, 'svg').find((svg) => texts(svg, 'title')[0] === 'Run 2 around the fault');
    const drawn = chart ? texts(chart, 'text') : [];
    expect(drawn).to.include.members([
      'fault',
      'subjectively down 1525 ms',
      'first write 2310 ms',
      '2310 ms without a write',
    ]);
    expect(chart && texts(chart, 'desc').join()).to.contain('first write at 2310 ms');
    expect(all(page, 'svg').every((svg) => svg.getAttribute('role') === 'img')).to.equal(true);
  });

  it('says what was missed in sentences', () => {
    const page = read(htmlReport(kinds.missed()));
    const told = texts(page, 'p').filter((one) => one.startsWith('Run '));
    expect(told.map((one) => one.slice(0, 5))).to.deep.equal(['Run 2', 'Run 3', 'Run 4']);
  });

  it('asks nothing of the network and runs no script', () => {
    const page = htmlReport(kinds.mixed());
    expect(page).to.not.match(/<(script|link|img|iframe)\b|\bon\w+=|url\((?!#)|@import|src=/);
    expect([...page.matchAll(/https?:[^"]*/g)].map(([url]) => url)).to.satisfy((urls: string[]) =>
      urls.every((url) => url.startsWith('http://www.w3.org/')),
    );
  });

  it('shows markup in a name as letters', () => {
    const name = '<img src=x onerror="alert(1)">&\'';
    const run = sampleRun('kill', 1, { from: name, ok: false, problems: [name] });
    const page = htmlReport(sampleReport([run], { stack: name, instance: name, profile: name }));
    expect(page).to.not.contain('<img');
    expect(texts(read(page), 'figcaption')[0]).to.contain(name);
    expect(texts(read(page), 'title')[0]).to.contain(name);
  });

  it('is the same for the same report, with ids of its own in every chart', () => {
    const page = htmlReport(kinds.mixed());
    expect(htmlReport(kinds.mixed())).to.equal(page);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('says so where no run was finished', () => {
    expect(texts(read(htmlReport(sampleReport([]))), 'h1')).to.deep.equal(['No run was finished.']);
  });

  it('is well-formed and names every run, whatever the report', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const page = read(htmlReport(report));
        const links = all(page, 'a').map((link) => link.textContent);
        expect(links).to.deep.equal(report.runs.map((_, i) => String(i + 1)));
      }),
      { numRuns: 15 },
    );
  });
});
