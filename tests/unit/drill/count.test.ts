import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { leftAt } from '../../../cli/drill/count/gaps.ts';
import { compare } from '../../../cli/drill/count/stored.ts';
import {
  countRun,
  failoversOf,
  type RunFacts,
  type SentinelEvent,
  type Write,
} from '../../../cli/drill/index.ts';
import { ack, failover, steady } from './writes.ts';

const one = '127.0.0.1:1';
const two = '127.0.0.1:2';
const three = '127.0.0.1:3';

function facts(writes: Write[], more: Partial<RunFacts> = {}): RunFacts {
  const ids = writes.filter(({ outcome }) => outcome === 'acked').map(({ id }) => id);
  return {
    fault: 'kill',
    target_ms: 1500,
    writes,
    stored: [ids],
    events: [],
    masterName: 'main',
    at: 1000,
    until: 3000,
    from: one,
    troubles: [],
    ...more,
  };
}

function switched(at: number, from: number, to: number, by = 'sentinel-1'): SentinelEvent {
  return { at, by, channel: '+switch-master', message: `main 127.0.0.1 ${from} 127.0.0.1 ${to}` };
}

describe('drill: what a run counts', () => {
  it('a failover within its target is ok: from the fault to the first write on another server', () => {
    const run = countRun(facts(failover(1000, 1800, 3000, [one, two])));
    expect(run).to.deep.include({ ok: true, problems: [], recovery_ms: 800, from: one, to: two });
    expect(run).to.include({ acked: 300, lost: 0, duplicated: 0, rejected: 0, second_failover: false });
    expect(run.gap_ms).to.equal(800);
  });

  it('in a cluster the other shards writing on are no recovery, and their primaries no second failover', () => {
    const writes = [...failover(1000, 1800, 3000, [one, two]), ...steady(0, 3000, three, 1)];
    const stored = [0, 1].map((writer) =>
      writes.filter((write) => write.writer === writer).map(({ id }) => id),
    );
    const run = countRun(facts(writes, { stored, masterName: undefined }));
    expect(run).to.deep.include({ ok: true, recovery_ms: 800, from: one, to: two, second_failover: false });
    // Nobody moved where only a replica was killed.
    const calm = [...steady(0, 3000, one), ...steady(0, 3000, three, 1)];
    const harmless = countRun(facts(calm, { fault: 'replica', masterName: undefined, stored }));
    expect(harmless).to.include({ second_failover: false });
  });

  it('a slower one is not, and says by how much', () => {
    const run = countRun(facts(failover(1000, 1800, 3000, [one, two]), { target_ms: 500 }));
    expect(run).to.deep.include({ ok: false, problems: ['It took 800 ms; the target is 500 ms.'] });
  });

  it('a machine that goes is measured like a server that goes, any other fault by who waited longest', () => {
    const late = [
      ...failover(1000, 1800, 3000, [one, two]),
      ...steady(0, 1000, one, 1),
      ack(1, 100, 2500, two, 1499),
    ];
    for (const fault of ['kill', 'freeze', 'node'] as const)
      expect(countRun(facts(late, { fault })), fault).to.include({ recovery_ms: 800, gap_ms: 1499 });
    for (const fault of ['planned', 'rolling', 'external'] as const)
      expect(countRun(facts(late, { fault })).recovery_ms, fault).to.equal(1499);
  });

  it('a planned one is measured by the longest wait of any writer', () => {
    const writes = [...failover(1000, 1100, 3000, [one, two]), ...steady(0, 1000, one, 1)];
    const late = ack(1, 100, 1300, two, 290);
    const all = [...writes, late, ...steady(1300, 3000, two, 1)];
    expect(countRun(facts(all, { fault: 'planned' })).recovery_ms).to.equal(290);
  });

  it('nobody waited while the writer itself stood still', () => {
    const stalled = [...steady(0, 1100, one), ...steady(1900, 3000, one)];
    expect(countRun(facts(stalled, { fault: 'sentinel' })).gap_ms).to.be.below(5);
  });

  it('rejected writes do not shorten the time without an acknowledgement', () => {
    const rejected = Array.from({ length: 80 }, (_, i) => ({
      ...ack(0, 100 + i, 1001 + i * 10, null),
      outcome: 'rejected' as const,
    }));
    const writes = [...steady(0, 1000, one), ...rejected, ...steady(1800, 3000, two)];
    const run = countRun(facts(writes, { fault: 'planned' }));
    expect(run.rejected).to.equal(80);
    expect(run.gap_ms).to.be.within(780, 801);
  });

  it('acknowledged and gone is lost, and never ok', () => {
    const writes = failover(1000, 1800, 3000, [one, two]);
    const stored = [writes.map(({ id }) => id).filter((id) => id !== 99)];
    const run = countRun(facts(writes, { stored }));
    expect(run).to.deep.include({ ok: false, lost: 1, problems: ['1 acknowledged write is gone.'] });
  });

  it('never recovered is null, not a number', () => {
    const run = countRun(facts(steady(0, 1000, one)));
    expect(run).to.include({ ok: false, recovery_ms: null });
  });

  it('a second failover is told by the Sentinels, once however many of them tell the first', () => {
    const writes = failover(1000, 1800, 3000, [one, two]);
    const first = ['a', 'b', 'c'].map((by, i) => switched(1700 + i * 450, 1, 2, by));
    expect(countRun(facts(writes, { events: first })).second_failover).to.equal(false);
    const run = countRun(facts(writes, { events: [...first, switched(2500, 2, 1)] }));
    expect(run).to.deep.include({ second_failover: true, problems: ['The primary moved 2 times.'] });
    expect(run.phases.at(-1)).to.deep.equal({ name: 'second-failover', at: 1500 });
  });

  it('back and there again are three failovers, each of them told by every Sentinel in its own time', () => {
    const moves: [number, number, number][] = [
      [1100, 1, 2],
      [1500, 2, 1],
      [1900, 1, 2],
    ];
    const all = ['a', 'b', 'c'].flatMap((by, i) =>
      moves.map(([at, from, to]) => switched(at + i * 300, from, to, by)),
    );
    const told = failoversOf(
      all.toSorted((a, b) => a.at - b.at),
      'main',
      1000,
    );
    expect(told.map(({ at }) => at)).to.deep.equal([1100, 1500, 1900]);
  });

  it('or by a third server that acknowledges', () => {
    const writes = [...failover(1000, 1800, 2400, [one, two]), ...steady(2400, 3000, three)];
    expect(countRun(facts(writes)).second_failover).to.equal(true);
  });

  it('any failover is one too many where only a Sentinel or a replica was lost', () => {
    const writes = steady(0, 3000, one);
    for (const fault of ['sentinel', 'replica'] as const) {
      expect(countRun(facts(writes, { fault }))).to.include({ ok: true, to: one });
      const run = countRun(facts(writes, { fault, events: [switched(1700, 1, 2)] }));
      expect(run.problems.join()).to.match(new RegExp(`primary moved, though only a ${fault} was lost`, 'i'));
    }
  });

  it('a restart of all may move the primary more than once, and back to the first', () => {
    const writes = [...failover(1000, 1050, 2000, [one, two]), ...steady(2050, 3000, one)];
    const events = [switched(1040, 1, 2), switched(2040, 2, 1)];
    const run = countRun(facts(writes, { fault: 'rolling', events }));
    expect(run).to.deep.include({ ok: true, second_failover: false, from: one, to: one });
  });

  it('external without a failover is not ok; with one it begins at the last write on the old server', () => {
    const none = countRun(facts(steady(0, 3000, one), { fault: 'external' }));
    expect(none.problems).to.deep.equal(['No failover was seen.']);
    const writes = failover(1000, 1800, 3000, [one, two]);
    expect(leftAt(writes, 200, one)).to.equal(991);
    const behindProxy = writes.map((write) => ({ ...write, node: null }));
    expect(leftAt(behindProxy, 200, null)).to.equal(991);
  });

  it('names the phases in their order, each by the first Sentinel that tells it', () => {
    const about = 'master main 127.0.0.1 1';
    const events = [
      { at: 400, by: 'sentinel-1', channel: '+sdown', message: about },
      {
        at: 1500,
        by: 'sentinel-1',
        channel: '+sdown',
        message: 'slave 127.0.0.1:3 127.0.0.1 3 @ main 127.0.0.1 1',
      },
      { at: 1510, by: 'sentinel-1', channel: '+sdown', message: 'master other 127.0.0.1 9' },
      { at: 1550, by: 'sentinel-1', channel: '+sdown', message: about },
      { at: 1560, by: 'sentinel-1', channel: '+sdown', message: about },
      { at: 1600, by: 'sentinel-1', channel: '+odown', message: `${about} #quorum 2/2` },
      { at: 1650, by: 'sentinel-1', channel: '+elected-leader', message: about },
      {
        at: 1740,
        by: 'sentinel-1',
        channel: '+failover-state-wait-promotion',
        message: 'slave 127.0.0.1:2 127.0.0.1 2 @ main 127.0.0.1 1',
      },
      switched(2600, 1, 2),
      { at: 2700, by: 'sentinel-1', channel: '+sdown', message: about },
    ];
    const { phases } = countRun(facts(failover(1000, 1800, 3000, [one, two]), { events, backAt: 2900 }));
    expect(phases).to.deep.equal([
      { name: 'fault', at: 0 },
      { name: 'subjectively-down', at: 550 },
      { name: 'objectively-down', at: 600 },
      { name: 'leader-elected', at: 650 },
      { name: 'promoted', at: 740 },
      { name: 'first-write', at: 800 },
      { name: 'switched', at: 1600 },
      { name: 'old-primary-back', at: 1900 },
    ]);
  });

  it('the timeline holds every 20 ms, silent ones too, with who acknowledged and how slowly', () => {
    const { timeline } = countRun(facts(failover(1000, 1800, 3000, [one, two])));
    expect(timeline.map(({ at }) => at)).to.deep.equal(timeline.map((_, i) => i * 20 - 500));
    const at = (ms: number) => timeline.find((tick) => tick.at === ms);
    expect(at(-20)).to.deep.equal({ at: -20, acked: 2, rejected: 0, worstMs: 1, node: one });
    expect(at(400)).to.deep.equal({ at: 400, acked: 0, rejected: 0, worstMs: 0, node: null });
    expect(at(800)).to.include({ acked: 82, worstMs: 800, node: two });
  });
});

describe('drill: lost and duplicated', () => {
  const copies = fc.array(fc.array(fc.nat({ max: 3 }), { maxLength: 50 }), { minLength: 1, maxLength: 4 });

  it('every acknowledged write is counted by how often it is stored, whatever the order', () => {
    fc.assert(
      fc.property(copies, fc.func(fc.nat()), (times, order) => {
        const acked = times.flatMap((ids, writer) => ids.map((_, id) => ack(writer, id, id, one)));
        const stored = times.map((ids) =>
          ids
            .flatMap((count, id) => Array.from({ length: count }, () => id))
            .toSorted((a, b) => order(a) - order(b)),
        );
        const counts = times.flat();
        expect(compare(acked, stored)).to.deep.equal({
          lost: counts.filter((count) => count === 0).length,
          duplicated: counts.filter((count) => count > 1).length,
        });
      }),
    );
  });

  it('a write that is there and was never acknowledged is neither', () => {
    expect(compare([ack(0, 0, 0, one)], [[0, 1]])).to.deep.equal({ lost: 0, duplicated: 0 });
  });
});
