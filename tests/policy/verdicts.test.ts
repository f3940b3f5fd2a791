// What the component says of a posture, word by word, and the facts behind it.

import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  defaultThresholds,
  judge,
  type PostureArgs,
  type PostureRule,
  readDay,
  reportWaivers,
  settle,
  windowsMeet,
  worstFailoverMs,
} from '../../components/posture/index.ts';
import { compliant } from './compliant.ts';

const today = new Date('2026-11-23T12:00:00Z');
const main = { name: 'main' };
const said = (rule: PostureRule, args: PostureArgs) => {
  const judgement = judge(rule, args, defaultThresholds, today, main);
  return judgement.state === 'violation' ? judgement.message : judgement.state;
};
const stating = (guarantees: object, more: object = {}): PostureArgs => {
  const args = compliant();
  return { ...args, ...more, guarantees: { ...args.guarantees, ...guarantees } };
};

describe('a backend that does not offer it', () => {
  const accept =
    'Choose a `backend` that offers it, or accept it: add {rule: redis-multi-az, reason: …} to `waivers`.';
  const offers = (detail: unknown, backend: unknown = 'upstash') =>
    said('redis-multi-az', stating({ multiAz: { state: 'not-offered', detail } }, { backend }));

  it('is named, with what comes nearest as a sentence', () => {
    const named = 'Backend upstash does not offer spread over failure zones.';
    for (const detail of ['Ask for it.', ' Ask for it ', 'Ask for it'])
      expect(offers(detail)).to.equal(`${named} Ask for it. ${accept}`);
    expect(offers('Why? It has one.a')).to.equal(`${named} Why? It has one.a. ${accept}`);
    expect(offers('Really!')).to.contain('Really! Choose');
    for (const detail of ['', '  ', undefined, 7, null])
      expect(offers(detail)).to.equal(`${named} ${accept}`);
    expect(offers('', 'hunter2')).to.match(/^This backend does not offer/);
  });

  it('is named for encryption too', () => {
    const encryptionAtRest = { state: 'not-offered' };
    expect(said('redis-encryption-at-rest', stating({ encryptionAtRest }))).to.match(
      /^Backend elasticache does not offer encryption at rest\. Choose/,
    );
  });

  it('or says nothing known, is asked for the component', () => {
    const message =
      'Nothing says whether there is spread over failure zones: `guarantees.multiAz` is missing or has no known state. ' +
      'Make the instance with the component RedisHA, which states it.';
    for (const multiAz of [undefined, {}, { state: 'perhaps' }, { state: 7 }])
      expect(said('redis-multi-az', stating({ multiAz }))).to.equal(message);
  });
});

describe('what there is too little of', () => {
  const rule = 'redis-multi-az';

  it('is counted, in what was asked for and in what is given', () => {
    expect(said(rule, stating({}, { zones: 1 }))).to.contain('`zones` comes to 1; set it to 2 or more.');
    expect(said(rule, stating({}, { zones: '3' }))).to.contain('`zones` comes to no number;');
    expect(said(rule, stating({ multiAz: { state: 'enforced', zones: '3' } }))).to.contain('no number');
    expect(said(rule, stating({ multiAz: { state: 'always', zones: 1 } }))).to.contain('comes to 1');
    expect(said(rule, stating({ multiAz: { state: 'always', zones: 2 } }, { zones: 1 }))).to.equal('pass');
  });
});

describe('a waiver that does not count', () => {
  const rule = 'redis-multi-az';
  const ended = { rule, reason: 'x', until: '2026-11-22' };
  const malformed = { rule };
  const outcome = (...waivers: unknown[]) => settle(rule, 'No.', [{ at: 'waivers', waivers }], today, main);

  it('is said, one that could be mended first', () => {
    const why = 'No. Its waiver, waivers[1], does not count: it gives no `reason`.';
    expect(outcome(ended, malformed)).to.deep.equal({ state: 'violation', message: why });
    expect(outcome(ended)).to.deep.equal({
      state: 'violation',
      message: 'No. Its waiver, waivers[0], ended on 2026-11-22 (UTC).',
    });
  });

  it('beside one that does is of no interest', () => {
    expect(outcome(ended, malformed, { rule, reason: ' One rack ' })).to.deep.equal({
      state: 'waived',
      reason: 'One rack',
      until: undefined,
    });
  });
});

describe('the report on waivers', () => {
  it('says of each where it stands and what it comes to', () => {
    const waivers = [
      { rule: 'a', reason: 'x' },
      { rule: 'b', reason: 'x', until: '2026-11-23', resource: 'main-*' },
      { rule: 'a', reason: 'x', until: '2026-11-22' },
      { rule: 'c', reason: 'x' },
      { reason: 'x' },
    ];
    expect(reportWaivers({ at: 'waivers', waivers }, ['a', 'b'], today)).to.deep.equal({
      inForce: [
        { where: 'waivers[0]', rule: 'a', reason: 'x' },
        { where: 'waivers[1]', rule: 'b', reason: 'x', until: '2026-11-23', resource: 'main-*' },
      ],
      ended: ['waivers[2], for a, ended on 2026-11-22 (UTC).'],
      refused: [
        'waivers[3] names a `rule` that does not exist; docs/policies.md lists the rules.',
        'waivers[4] does not count: it names no `rule`.',
      ],
    });
  });

  it('is empty for none, and refuses what is no list', () => {
    const nothing = { inForce: [], ended: [], refused: [] };
    for (const waivers of [undefined, null, []])
      expect(reportWaivers({ at: 'waivers', waivers }, [], today)).to.deep.equal(nothing);
    expect(reportWaivers({ at: 'waivers', waivers: {} }, [], today).refused[0]).to.match(
      /^`waivers` is not a list/,
    );
  });
});

describe('the days of waivers', () => {
  it('are text', () => {
    expect(readDay(['2027-01-31'])).to.equal(undefined);
    expect(readDay('2027-01-31')).to.equal('2027-01-31');
  });
});

describe('the longest interruption that is promised', () => {
  const rows: [backend: unknown, profile: unknown, topology: unknown, ms: number | undefined][] = [
    ['local', 'fast', 'replicated', 1700],
    ['kubernetes', 'fast', 'replicated', 1700],
    ['local', 'balanced', 'replicated', 2400],
    ['kubernetes', 'balanced', 'replicated', 4000],
    ['kubernetes', 'calm', undefined, 8000],
    ['local', 'fast', 'cluster', 4500],
    ['kubernetes', 'balanced', 'cluster', 6500],
    ['elasticache', 'fast', 'replicated', undefined],
    ['local', 'hasty', 'replicated', undefined],
    [undefined, undefined, undefined, undefined],
  ];
  for (const [backend, profile, topology, ms] of rows)
    it(`is ${ms ?? 'not known'} for ${backend}, ${profile}, ${topology}`, () => {
      expect(worstFailoverMs(backend, profile, topology)).to.equal(ms);
    });
});

describe('a daily and a weekly window', () => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const clock = (minutes: number) =>
    `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const week = (minutes: number) => `${days[Math.floor(minutes / 1440) % 7]}:${clock(minutes)}`;

  it('meet where some minute is in both', () => {
    const minute = (max: number, min = 0) => fc.integer({ min, max });
    fc.assert(
      fc.property(
        minute(1439),
        minute(600, 60),
        minute(10_079),
        minute(1500, 60),
        (from, length, start, span) => {
          const inDay = new Set(Array.from({ length }, (_, i) => (from + i) % 1440));
          const shared = Array.from({ length: span }, (_, i) => (start + i) % 1440).some((one) =>
            inDay.has(one),
          );
          const daily = `${clock(from)}-${clock(from + length)}`;
          const weekly = `${week(start)}-${week(start + span)}`;
          expect(windowsMeet(daily, weekly)).to.equal(shared);
          expect(windowsMeet(daily, weekly.toUpperCase())).to.equal(shared);
        },
      ),
    );
  });

  it('do not meet where one of them is none', () => {
    const [daily, weekly] = ['02:00-03:00', 'sun:02:00-sun:03:00'];
    expect(windowsMeet(daily, weekly)).to.equal(true);
    for (const other of [undefined, 7, '', `x${daily}`, `${daily}x`])
      expect(windowsMeet(other, weekly)).to.equal(false);
    for (const other of [undefined, 7, '', `x${weekly}`, `${weekly}x`])
      expect(windowsMeet(daily, other)).to.equal(false);
  });
});
