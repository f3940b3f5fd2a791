import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { assumptions, compare, type Load, needsOf, type Option, usualLoad } from '../../../cost/index.ts';

const noWaivers = () => [];
const wanted = { replicas: 2, retentionDays: 7 };

function compared(load: Partial<Load>, given: Partial<typeof wanted> = {}) {
  return compare({ needs: needsOf({ ...usualLoad, ...load }) }, { ...wanted, ...given }, noWaivers);
}

const daus = fc.tuple(fc.integer({ min: 1, max: 5e6 }), fc.integer({ min: 0, max: 5e6 }));
const loads = fc.record({
  dau: fc.integer({ min: 1, max: 1e6 }),
  requests: fc.integer({ min: 0, max: 1000 }),
  trackers: fc.double({ min: 0, max: 1, noNaN: true }),
  growth: fc.double({ min: 1, max: 5, noNaN: true }),
});

describe('the comparison of backends', () => {
  it('asks for no less of anything when there are more users', () => {
    fc.assert(
      fc.property(daus, ([dau, more]) => {
        const [few, many] = [needsOf({ ...usualLoad, dau }), needsOf({ ...usualLoad, dau: dau + more })];
        for (const need of ['memoryGb', 'connections', 'peakRate', 'commandsPerMonth', 'trafficGb'] as const)
          expect(many[need], need).to.be.at.least(few[need]);
      }),
    );
  });

  it('costs no less when there are more users, on any backend, with or without high availability', () => {
    fc.assert(
      fc.property(daus, ([dau, more]) => {
        const [few, many] = [compared({ dau }).options, compared({ dau: dau + more }).options];
        for (const [index, { title, available, single }] of few.entries()) {
          for (const [less, greater] of [
            [available, many[index]?.available],
            [single, many[index]?.single],
          ]) {
            // What is too small for few is too small for many.
            if (!less) expect(greater, title).to.equal(undefined);
            if (less && greater) expect(greater.bill.usd, title).to.be.at.least(less.bill.usd - 1e-6);
          }
        }
      }),
    );
  });

  it('has bills whose lines add up, and none without high availability that costs more than with it', () => {
    fc.assert(
      fc.property(loads, (load) => {
        for (const { title, available, single } of compared(load).options) {
          for (const bill of [available?.bill, single?.bill].filter((one) => one !== undefined)) {
            const sum = bill.lines.reduce((all, { usd }) => all + usd, 0);
            expect(sum, title).to.be.closeTo(bill.usd, 1e-6 * Math.max(1, sum));
            for (const { quantity, usd, price } of bill.lines) expect(usd).to.equal(quantity * price.usd);
            expect(bill.unpriced).to.deep.equal([]);
          }
          if (available && single) expect(single.bill.usd, title).to.be.at.most(available.bill.usd);
        }
      }),
    );
  });

  it('gives every size the memory that the load needs', () => {
    fc.assert(
      fc.property(loads, (load) => {
        const { needs, options } = compared(load);
        for (const { title, available, single } of options)
          for (const variant of [available, single])
            if (variant?.usableGb !== undefined)
              expect(variant.usableGb, title).to.be.at.least(needs.memoryGb - 1e-9);
      }),
    );
  });

  it('says where each price is from, and of which day', () => {
    for (const { available } of compared({}).options) {
      for (const { price } of available?.bill.lines ?? []) {
        expect(price.asOf).to.match(/^20\d\d-\d\d-\d\d$/);
        expect(price.url).to.match(/^https:\/\//);
        if (/read in|third parties/.test(price.note ?? ''))
          expect(price.secondHand, price.note).to.equal(true);
      }
    }
  });

  it('recommends the cheapest that bears the load and needs no waiver', () => {
    const waivers: Record<string, string[]> = { kubernetes: ['redis-encryption-at-rest'] };
    const { options, recommendation } = compare(
      { needs: needsOf(usualLoad) },
      wanted,
      ({ backend }) => waivers[String(backend)] ?? [],
    );
    const able = options.filter((one) => one.cannot.length === 0 && one.waivers.length === 0);
    const cheapest = able.sort((a, b) => usd(a) - usd(b))[0];
    expect(recommendation.title).to.equal(cheapest?.title);
    expect(recommendation.reasons.join('\n'))
      .to.include('Kubernetes costs')
      .and.include('needs a waiver of redis-encryption-at-rest')
      .and.include('BullMQ needs noeviction');
  });

  it('recommends none where each needs a waiver', () => {
    const { recommendation } = compare({ needs: needsOf(usualLoad) }, wanted, () => ['redis-multi-az']);
    expect(recommendation.title).to.equal(undefined);
    expect(recommendation.reasons[0]).to.equal(
      'No backend bears this load without a waiver of a policy rule.',
    );
  });

  it('takes shards where no single server is large enough, and says where nothing is', () => {
    const options = compared({ dau: 2_000_000 }).options;
    const of = (backend: string) => options.find((one) => one.backend === backend);
    expect(of('elasticache')?.available?.args).to.include({ topology: 'cluster' });
    expect(of('kubernetes')?.available?.args).to.include({ topology: 'cluster' });
    expect(of('digitalocean')).to.include({ available: undefined, single: undefined });
    expect(of('digitalocean')?.cannot).not.to.be.empty;
    expect(of('upstash')?.cannot.join(' ')).to.include('10000 commands a second');
  });

  it('has a default for every assumption that its own limits allow', () => {
    for (const { flag, default: usual, least, most } of Object.values(assumptions))
      expect(usual, flag).to.be.within(least, most);
  });
});

function usd({ available }: Option): number {
  return available?.bill.usd ?? Number.POSITIVE_INFINITY;
}
