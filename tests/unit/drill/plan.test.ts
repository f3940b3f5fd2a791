import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { whyNot } from '../../../cli/drill/guard.ts';
import { type DrillRun, draw, drawn, summarize, targetFor } from '../../../cli/drill/index.ts';

describe('drill: what is done and expected', () => {
  it('random draws the same faults for the same seed, and every one sooner or later', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 50 }), (seed, runs) => {
        const faults = draw(drawn, runs, seed);
        expect(faults).to.have.length(runs);
        expect(draw(drawn, runs, seed)).to.deep.equal(faults);
        expect(draw(drawn, runs + 1, seed).slice(0, runs)).to.deep.equal(faults);
      }),
    );
    expect(new Set(draw(drawn, 100, 1))).to.have.all.keys(...drawn);
    expect(draw(drawn, 20, 1)).to.not.deep.equal(draw(drawn, 20, 2));
  });

  it('targets are those of the profile', () => {
    expect(targetFor('local', 'fast', 'kill')).to.equal(1500);
    expect(targetFor('local', 'balanced', 'freeze')).to.equal(2400);
    expect(targetFor('local', 'calm', 'planned')).to.equal(400);
    expect(targetFor('kubernetes', 'balanced', 'planned')).to.equal(1000);
    expect(targetFor('local', 'fast', 'kill', 'cluster')).to.equal(4000);
    expect(targetFor('local', 'fast', 'sentinel')).to.equal(targetFor('local', 'fast', 'planned'));
  });

  it('a stack is for production by a word of its name, or by its protection', () => {
    for (const stack of [
      'prod',
      'production',
      'live',
      'eu-prod',
      'shop-prd',
      'prod.eu',
      'PROD_2',
      'shop-live-1',
    ]) {
      expect(whyNot(stack, false), stack).to.match(/for production by its name/);
    }
    for (const stack of ['local', 'dev', 'staging', 'product', 'delivery', 'olive', 'reproduction']) {
      expect(whyNot(stack, false), stack).to.equal(undefined);
      expect(whyNot(stack, true), stack).to.match(/is protected/);
    }
  });

  it('several runs have a middle and a slowest; one that never recovered is slower than any number', () => {
    const runs = (...times: (number | null)[]) =>
      times.map((recovery_ms) => ({ recovery_ms, ok: recovery_ms !== null }) as DrillRun);
    expect(summarize(runs(900, 700, 800))).to.deep.equal({ ok: true, median_ms: 800, worst_ms: 900 });
    expect(summarize(runs(700, 801))).to.deep.equal({ ok: true, median_ms: 751, worst_ms: 801 });
    expect(summarize(runs(700, 800, null))).to.deep.equal({ ok: false, median_ms: 800, worst_ms: null });
    expect(summarize(runs(700, null))).to.deep.equal({ ok: false, median_ms: null, worst_ms: null });
    expect(summarize([])).to.deep.equal({ ok: false, median_ms: null, worst_ms: null });
  });
});
