import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  dayOf,
  defaultThresholds,
  findings,
  judge,
  type PostureArgs,
  readDay,
  ruleIds,
  type Subject,
  settle,
} from '../../components/posture/index.ts';
import { compliant } from './compliant.ts';

const today = new Date('2026-11-23T12:00:00Z');
const main = { name: 'main' };
/** What the waivers make of a rule that does not hold. */
const state = (waivers: unknown, now = today, subject: Subject = main) => {
  const outcome = settle('redis-multi-az', 'Not so.', [{ at: 'waivers', waivers }], now, subject);
  return outcome.state === 'violation' ? outcome.message.replace('Not so.', '').trim() : outcome.state;
};
const dayMs = 24 * 60 * 60 * 1000;
const moments = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});

describe('the days of waivers', () => {
  it('read back as they are written, also as the timestamps that the Pulumi CLI makes of them', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const day = dayOf(moment);
        expect(readDay(day)).to.equal(day);
        expect(readDay(`${day} 00:00:00 +0000 UTC`)).to.equal(day);
      }),
    );
  });

  it('exist in the calendar or are refused', () => {
    const number = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(number(9999), number(19), number(39), (year, month, day) => {
        const text = [
          `${year}`.padStart(4, '0'),
          `${month}`.padStart(2, '0'),
          `${day}`.padStart(2, '0'),
        ].join('-');
        const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
        const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
        expect(readDay(text)).to.equal(day >= 1 && day <= length ? text : undefined);
      }),
    );
    for (const wrong of [
      '',
      '2027-1-31',
      '31.01.2027',
      '2027-01-31 12:00:00 +0000 UTC',
      ' 2027-01-31',
      20270131,
      null,
    ])
      expect(readDay(wrong)).to.equal(undefined);
  });

  it('are counted in UTC, the last one included', () => {
    fc.assert(
      fc.property(moments, moments, (end, now) => {
        const until = dayOf(end);
        const waivers = [{ rule: 'redis-multi-az', reason: 'x', until }];
        const over = now.getTime() >= new Date(`${until}T00:00:00Z`).getTime() + dayMs;
        expect(state(waivers, now)).to.equal(
          over ? `Its waiver, waivers[0], ended on ${until} (UTC).` : 'waived',
        );
      }),
    );
  });
});

describe('a waiver', () => {
  const active = { rule: 'redis-multi-az', reason: 'x' };
  const others = [
    { rule: 'redis-multi-az', reason: 'x', until: '2026-11-22' },
    { rule: 'redis-multi-az' },
    { rule: 'redis-encryption-at-rest', reason: 'x' },
    null,
    'redis-multi-az',
  ];

  it('counts wherever it stands among others that do not', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([active, ...others]), (waivers) => {
        expect(state(waivers) === 'waived').to.equal(waivers.includes(active));
      }),
    );
  });

  it('is not needed where the rule holds, even when it is malformed', () => {
    const args = { ...compliant(), waivers: [{ rule: 'redis-multi-az' }] };
    expect(judge('redis-multi-az', args, defaultThresholds, today, main)).to.deep.equal({ state: 'pass' });
  });

  it('for a resource does not count while that resource’s URN is not known', () => {
    const waivers = [{ ...active, resource: 'urn:pulumi:*::main' }];
    const urn = 'urn:pulumi:prod::redis-ha::redis-ha:index:RedisHA::main';
    expect(state(waivers)).to.equal('');
    expect(state(waivers, today, { ...main, urn })).to.equal('waived');
  });
});

describe('the predicates', () => {
  const violated = (args: PostureArgs, thresholds = defaultThresholds) =>
    findings(args, thresholds, today, main).map(({ rule }) => rule);

  it('ask for a week of snapshots and two zones unless told otherwise', () => {
    const args = compliant();
    args.zones = args.guarantees.multiAz.zones = 2;
    expect(violated(args)).to.deep.equal([]);
    args.zones = args.guarantees.multiAz.zones = 1;
    args.snapshots.retentionDays = args.guarantees.snapshots.retentionDays = 6;
    expect(violated(args)).to.deep.equal(['redis-multi-az', 'redis-snapshot-retention']);
  });

  it('believe neither the wish nor the statement alone', () => {
    const wish = compliant();
    wish.guarantees.multiAz.zones = 1;
    wish.guarantees.encryptionAtRest.state = 'off';
    expect(violated(wish)).to.deep.equal(['redis-encryption-at-rest', 'redis-multi-az']);

    const statement = compliant();
    statement.encryption.atRest = false;
    statement.zones = 1;
    expect(violated(statement)).to.deep.equal(['redis-encryption-at-rest', 'redis-multi-az']);
  });

  it('ask nobody for what a backend always does', () => {
    const args = { ...compliant(), encryption: {}, snapshots: {}, zones: 1 };
    for (const guarantee of Object.values(args.guarantees)) guarantee.state = 'always';
    expect(violated(args)).to.deep.equal([]);
  });

  it('never let a lower wish through that a higher one does not', () => {
    const amount = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 35 }), (days, more, minRetentionDays) => {
        const passes = (retentionDays: number) => {
          const args = compliant();
          args.snapshots.retentionDays = args.guarantees.snapshots.retentionDays = retentionDays;
          return violated(args, { ...defaultThresholds, minRetentionDays }).length === 0;
        };
        expect(passes(days)).to.equal(days >= minRetentionDays);
        if (passes(days)) expect(passes(days + more)).to.equal(true);
      }),
    );
  });

  it('refuse anything else, whatever it is, without failing', () => {
    const anything = fc.jsonValue();
    const args = fc.record(
      {
        backend: anything,
        zones: anything,
        encryption: fc.oneof(anything, fc.record({ atRest: anything, inTransit: anything })),
        snapshots: anything,
        guarantees: fc.oneof(anything, fc.dictionary(fc.constantFrom('multiAz', 'snapshots'), anything)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(args, (given) => {
        expect(violated(given as PostureArgs)).to.deep.equal([...ruleIds]);
      }),
    );
  });
});

describe('a guarantee that is off', () => {
  const messages = (guarantees: PostureArgs['guarantees']) =>
    findings(
      { ...compliant(), guarantees: { ...compliant().guarantees, ...guarantees } },
      defaultThresholds,
      today,
      main,
    ).map(({ message }) => message);

  it('is refused with what the backend says of it, where the usual key would not help', () => {
    const detail = 'Block storage is encrypted with the Prod Pack only; set upstash.prodPack to true';
    expect(messages({ encryptionAtRest: { state: 'off', detail } })).to.deep.equal([
      `There is no encryption at rest: data and snapshots are stored in clear. ${detail}.`,
    ]);
    const zones = { state: 'off', zones: 1, detail: 'Several zones come with the Prod Pack only.' };
    expect(messages({ multiAz: zones })).to.deep.equal([
      'There is no spread over failure zones: the loss of a zone can take too many nodes with it. ' +
        'Several zones come with the Prod Pack only.',
    ]);
  });

  it('is refused with the key where the backend says nothing', () => {
    expect(messages({ multiAz: { state: 'off' } })[0]).to.match(/Set `zones` to 2 or more\.$/);
    expect(messages({ encryptionAtRest: { state: 'off' } })[0]).to.match(/Set `encryption\.atRest: true`\.$/);
  });
});

describe('the findings', () => {
  it('are the refusals in the rules’ order, then what is wrong with the waivers', () => {
    const args = {
      ...compliant(),
      zones: 1,
      encryption: { atRest: false, inTransit: false },
      waivers: [{ rule: 'redis-encryption-at-rest', reason: 'x' }, { reason: 'x' }],
    };
    expect(findings(args, defaultThresholds, today, main)).to.deep.equal([
      {
        rule: 'redis-encryption-in-transit',
        message:
          'There is no encryption in transit: passwords and data cross the network in clear. Set `encryption.inTransit: true`.',
      },
      {
        rule: 'redis-multi-az',
        message:
          'There is too little spread over failure zones: the loss of a zone can take too many nodes with it. ' +
          '`zones` comes to 1; set it to 2 or more.',
      },
      { rule: 'redis-waivers-valid', message: 'waivers[1] does not count: it names no `rule`.' },
    ]);
  });
});
