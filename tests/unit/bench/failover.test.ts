import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { begin, countRun, gapMs, type RunFacts } from '../../../bench/failover/count.ts';
import { Log } from '../../../bench/failover/log.ts';
import type { Results } from '../../../bench/failover/report/results.ts';
import { targets } from '../../../bench/failover/report/targets.ts';
import { schedule } from '../../../bench/failover/schedule.ts';
import { summarize } from '../../../bench/failover/summary.ts';
import { type System, systems } from '../../../bench/failover/systems/index.ts';
import type { Run } from '../../../bench/failover/types.ts';
import { between } from '../../../cli/show/marked.ts';

const struck = { at: 1000, port: 1 };
const ack = (id: number, at: number, port: number | null) => ({ id, at, port });
const said = (at: number, channel: string, message: string, by = 'sentinel-1') => ({
  at,
  by,
  channel,
  message,
});
const [ours, , ioredis] = systems;
if (!ours || !ioredis) throw new Error('There are no systems.');

function facts(known: Partial<RunFacts>): RunFacts {
  const none = { acks: [], stored: [], events: [] };
  return { fault: 'kill', struck, masterName: 'm', end: 5000, ...none, ...known };
}

function run(system: System, recovery_ms: number | null, change: Partial<Run> = {}): Run {
  const counts = {
    acked: 9,
    lost: 0,
    duplicated: 0,
    rejected: 0,
    client_dead: false,
    second_failover: false,
  };
  const when = { round: 1, started: '2026-01-01T00:00:00.000Z', gap_ms: recovery_ms ?? 5000, phases: [] };
  return { system: system.name, fault: 'kill', recovery_ms, ...when, ...counts, ...change };
}

describe('bench of failovers', () => {
  it('counts as recovery only what another server acknowledged', () => {
    const acks = [ack(1, 990, 1), ack(2, 1005, 1), ack(3, 1700, null), ack(4, 1900, 2), ack(5, 1800.4, 2)];
    expect(countRun(facts({ acks })).recovery_ms).to.equal(800);
    expect(countRun(facts({ acks: acks.slice(0, 3) })).recovery_ms).to.equal(null);
  });

  it('measures the longest silence that ends after the fault, to the end where none does', () => {
    const acks = [ack(1, 100, 1), ack(2, 995, 1), ack(3, 1500, 2), ack(4, 1510, 2)];
    expect(gapMs(acks, struck, 1520)).to.equal(505);
    expect(gapMs(acks.slice(0, 2), struck, 9995)).to.equal(9000);
  });

  it('finds what was acknowledged and is gone, and what is there twice', () => {
    const acks = [ack(1, 1, 1), ack(2, 2, 1), ack(3, 3, 2)];
    expect(countRun(facts({ acks, stored: [1, 3, 3, 4] }))).to.include({ acked: 3, lost: 1, duplicated: 1 });
  });

  it('lets a planned failover begin with the first word of it, where that came before the pause', () => {
    const word = (at: number) => said(at, '+try-failover', 'master m 127.0.0.1 1');
    expect(begin(struck, [word(800), word(950)], 900)).to.equal(950);
    expect(begin(struck, [word(800), word(1100)], 900)).to.equal(1000);
  });

  it('names phases by the first Sentinel that speaks of the primary, and sees a second failover', () => {
    const acks = [ack(1, 1400.3, 2)];
    const events = [
      said(900, '+odown', 'master m 127.0.0.1 1 #quorum 2/2'),
      said(1200, '+sdown', 'slave 127.0.0.1:3 127.0.0.1 3 @ m 127.0.0.1 1'),
      said(1300, '+sdown', 'master m 127.0.0.1 1'),
      said(1500, '+switch-master', 'm 127.0.0.1 1 127.0.0.1 2'),
      said(1600, '+switch-master', 'm 127.0.0.1 1 127.0.0.1 2', 'sentinel-2'),
    ];
    const once = countRun(facts({ acks, events }));
    expect(once.phases).to.deep.equal([
      { name: 'fault', at: 0 },
      { name: 'subjectively-down', at: 300 },
      { name: 'first-write', at: 400 },
      { name: 'switched', at: 500 },
    ]);
    expect(once.second_failover).to.equal(false);
    const again = said(1700, '+switch-master', 'm 127.0.0.1 2 127.0.0.1 3');
    expect(countRun(facts({ acks, events: [...events, again] })).second_failover).to.equal(true);
  });

  it('calls nobody down in a planned failover', () => {
    const events = [
      said(1100, '+sdown', 'master m 127.0.0.1 1'),
      said(1200, '+elected-leader', 'master m 127.0.0.1 1'),
    ];
    expect(countRun(facts({ fault: 'planned', events })).phases).to.deep.equal([
      { name: 'fault', at: 0 },
      { name: 'leader-elected', at: 200 },
    ]);
  });

  it('lets the systems take turns, those with fewer runs spread among the others', () => {
    const few = { ...ioredis, runs: { kill: 2 } };
    const names = schedule([ours, few], ['kill']).map(({ system }) => system.name);
    expect(names).to.have.length(12);
    expect(names.flatMap((name, i) => (name === 'ioredis' ? [i] : []))).to.deep.equal([3, 9]);
    expect(schedule([ours, few], ['kill', 'freeze'], 1)).to.have.length(3);
  });

  it('calls the median and the worst "never" where runs did not recover', () => {
    const [half] = summarize([ours], [run(ours, 800), run(ours, null, { lost: 3 })]);
    expect(half).to.include({ n: 2, median_ms: null, worst_ms: null });
    const [most] = summarize([ours], [run(ours, 800), run(ours, 900), run(ours, null, { lost: 3 })]);
    expect(most).to.include({ median_ms: 900, worst_ms: null });
    expect(most?.lost).to.deep.equal({ median: 0, worst: 3 });
  });

  it('replaces what stands between marks, and says where they are missing', () => {
    expect(between('a <!-- begin x -->old<!-- end x --> b', 'x', 'new')).to.equal(
      'a <!-- begin x -->\nnew\n<!-- end x --> b',
    );
    expect(() => between('a', 'x', 'new')).to.throw('<!-- begin x -->');
  });

  describe('its targets', () => {
    const plan = systems.find(({ name }) => name === 'plan');
    if (!plan) throw new Error('The plan is not compared.');
    const of = (command: string, runs: readonly Run[]): Results => ({
      command,
      date: '2026-01-01',
      machine: { cores: 2, node: '24.0.0', server: 'redis 7.0.15' },
      summaries: summarize(systems, runs),
    });
    const rowOf = (table: string, asked: string) =>
      table.split('\n').find((line) => line.startsWith(`| ${asked}`));

    it('stand beside what the runs gave and the command that made them', () => {
      const table = targets(
        of('compare', [run(ours, 750), run(ours, 300, { fault: 'planned' }), run(plan, 7650)]),
        of('fifty', [run(ours, 700), run(ours, 1500)]),
      );
      expect(rowOf(table, 'kill, fast: median')).to.match(/ 0\.75 s, 1 runs \| `compare` \|$/);
      expect(rowOf(table, 'planned')).to.include(' 0.30 s, 1 runs |');
      expect(rowOf(table, 'kill, fast: the worst')).to.match(/ 1\.50 s, 2 runs \| `fifty` \|$/);
      expect(rowOf(table, 'kill: the plan')).to.include(' 10.2 times, by the medians |');
      expect(rowOf(table, 'acknowledged and lost')).to.include(' 0 in 4 runs |');
      expect(rowOf(table, 'freeze')).to.include(' not run |');
      expect(table).not.to.include('missed');
    });

    it('are said to be missed where they are', () => {
      const second = run(ours, null, { second_failover: true });
      const table = targets(
        of('compare', [run(ours, 1001), run(ours, 1300, { fault: 'freeze', lost: 1 }), run(plan, 7000)]),
        of('fifty', [run(ours, 700), second]),
      );
      expect(rowOf(table, 'kill, fast: median')).to.include(' 1.00 s, 1 runs: missed |');
      expect(rowOf(table, 'freeze')).to.include(': missed |');
      expect(rowOf(table, 'kill, fast: the worst')).to.include(' never, 2 runs: missed |');
      expect(rowOf(table, 'kill: the plan')).to.include(' 7.0 times, by the medians: missed |');
      expect(rowOf(table, 'acknowledged and lost')).to.include(' 1 in 4 runs: missed |');
      expect(rowOf(table, 'second failovers')).to.include(' 1 in 4 runs: missed |');
    });
  });

  describe('its log', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'redis-ha-log-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it('goes on behind the last whole line of an interrupted bench', async () => {
      const file = path.join(folder, 'log.jsonl');
      const first = await Log.open(file);
      await first.add(run(ours, 800));
      await writeFile(file, `${await readFile(file, 'utf8')}{"system":"ours","fau`);
      const second = await Log.open(file);
      expect(second.has('ours', 'kill', 1)).to.equal(true);
      expect(second.has('ours', 'kill', 2)).to.equal(false);
      await second.add(run(ours, 900, { round: 2 }));
      expect((await Log.open(file)).runs).to.have.length(2);
    });

    it('refuses a file that is none', async () => {
      const file = path.join(folder, 'log.jsonl');
      await writeFile(file, 'hello\n');
      const refusal = await Log.open(file).catch((error: Error) => error.message);
      expect(refusal).to.include('Line 1').and.include('is not a run');
    });
  });
});
