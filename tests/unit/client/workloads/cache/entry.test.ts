import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { entryOf, read, write } from '../../../../../client/workloads/cache/entry.ts';

describe('client, cache: times', () => {
  const time = fc.integer({ min: 1, max: 10_000_000 });

  it('takes off the share of the TTL that jitter says, at most, and never all of it', () => {
    fc.assert(
      fc.property(time, fc.double({ min: 0, max: 1, noNaN: true }), time, (ttlMs, jitter, now) => {
        const { freshUntil } = entryOf('v', { ttlMs, staleMs: 0, jitter }, now);
        expect(freshUntil).to.be.within(now + Math.max(1, Math.floor(ttlMs * (1 - jitter))), now + ttlMs);
      }),
    );
  });

  it('does not let keys that were filled together expire together', () => {
    const ends = Array.from({ length: 100 }, () =>
      entryOf('v', { ttlMs: 60_000, staleMs: 0, jitter: 0.1 }, 0),
    );
    expect(new Set(ends.map(({ freshUntil }) => freshUntil)))
      .to.have.property('size')
      .above(50);
  });

  it('reads what it wrote, whatever the value holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), time, time, (text, freshUntil, usableUntil) => {
        const entry = { freshUntil, usableUntil, text };
        expect(read(write(entry))).to.deep.equal(entry);
      }),
    );
    for (const strange of ['', 'plain', '1|2', '{"a":1}', '-1|2|v'])
      expect(read(strange)).to.equal(undefined);
  });
});
