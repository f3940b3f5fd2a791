import { DOMParser } from '@xmldom/xmldom';
import { expect } from 'chai';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import type { Comparison } from '../../../cli/plots/index.ts';
import { anyText } from './arbitrary.ts';

const kill: Comparison = {
  title: 'Time until writes were acknowledged again',
  unit: 'ms',
  groups: [
    {
      name: 'kill',
      target: 1500,
      series: [
        { name: 'ours', values: [800, 812, 900], median: 812, worst: 900, highlight: true },
        { name: 'theirs', values: [7800, null, 62_000], median: 62_000, worst: null },
      ],
    },
  ],
};

function textsOf(svg: string): string[] {
  const document = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(svg, 'image/svg+xml');
  return [...document.getElementsByTagName('text')].map((one) => one.textContent ?? '');
}

describe('a comparison as a picture', () => {
  let comparisonPlot: (comparison: Comparison) => string;

  before(async () => {
    ({ comparisonPlot } = await import('../../../cli/plots/index.ts'));
  });

  it('names every series with its figures, and counts what never ended', () => {
    const texts = textsOf(comparisonPlot(kill));
    expect(texts).to.include.members([
      'kill',
      'ours',
      'theirs',
      'median 812 ms, worst 900 ms',
      'median 62 s, 1 of 3 never',
    ]);
  });

  it('is the same to the byte for the same figures, so that a commit shows only what changed', () => {
    expect(comparisonPlot(kill)).to.equal(comparisonPlot(structuredClone(kill)));
  });

  it('brings its own ground, for pages light and dark', () => {
    expect(comparisonPlot(kill)).to.match(/<rect width="960" height="\d+" x="0" y="0" fill="#ffffff"/);
  });

  it('takes a logarithmic scale where one value is more than ten times another', () => {
    const near = {
      ...kill,
      groups: kill.groups.map((group) => ({ ...group, series: group.series.slice(0, 1) })),
    };
    expect(textsOf(comparisonPlot(kill)).join()).to.contain('logarithmic');
    expect(textsOf(comparisonPlot(near)).join()).to.not.contain('logarithmic');
  });

  it('draws one dot for each value inside the picture, whatever the values', () => {
    const values = fc.array(fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(values, fc.boolean(), anyText, (all, log, name) => {
        const svg = comparisonPlot({
          title: name,
          unit: 'ms',
          log,
          groups: [{ name, series: [{ name, values: all, median: null, worst: null }] }],
        });
        textsOf(svg);
        const dots = [...svg.matchAll(/matrix\([^,]+,0,0,[^,]+,([^,]+),[^)]+\)/g)].map(([, x]) => Number(x));
        expect(dots.length).to.equal(all.filter((value) => value !== null).length);
        expect(dots.every((x) => x > 0 && x < 960)).to.equal(true);
      }),
      { numRuns: 60 },
    );
  });
});
