import fc from 'fast-check';
import {
  type DrillReport,
  type DrillRun,
  type Fault,
  faults,
  type PhaseName,
} from '../../../cli/drill/types.ts';

const phaseNames: PhaseName[] = [
  'fault',
  'subjectively-down',
  'objectively-down',
  'leader-elected',
  'promoted',
  'first-write',
  'switched',
  'old-primary-back',
  'second-failover',
];

/**
 * Any text but two: `__proto__`, under which zrender (6.1) would keep the width it measured and so change every object of the
 * process, and what has U+FFFD, of which our parser warns.
 */
export const anyText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('<script>', '&amp;', '"\'', ']]>', '\u001b[31m'),
  )
  .filter((text) => text !== '__proto__' && !text.includes('\ufffd'));
const ms = fc.integer({ min: 0, max: 120_000 });
const many = fc.integer({ min: 0, max: 10_000_000 });
const node = fc.option(anyText, { nil: null });
const fault = fc.constantFrom(...faults.filter((one): one is Exclude<Fault, 'random'> => one !== 'random'));

const run: fc.Arbitrary<DrillRun> = fc.record({
  fault,
  ok: fc.boolean(),
  target_ms: fc.integer({ min: 1, max: 60_000 }),
  recovery_ms: fc.option(ms, { nil: null }),
  gap_ms: ms,
  acked: many,
  lost: many,
  duplicated: many,
  rejected: many,
  second_failover: fc.boolean(),
  latency_ms: fc.record({ p50: ms, p99: ms, max: ms }),
  from: node,
  to: node,
  phases: fc.array(
    fc.record({ name: fc.constantFrom(...phaseNames), at: fc.integer({ min: -50, max: 130_000 }) }),
    { maxLength: 10 },
  ),
  timeline: fc.array(
    fc.record({
      at: fc.integer({ min: -2000, max: 130_000 }),
      acked: many,
      rejected: many,
      worstMs: ms,
      node,
    }),
    { maxLength: 30 },
  ),
  problems: fc.array(anyText, { maxLength: 2 }),
});

/** Any report that the types allow, sensible or not. */
export const anyReport: fc.Arbitrary<DrillReport> = fc.record({
  stack: anyText,
  backend: anyText,
  instance: anyText,
  profile: anyText,
  tls: fc.boolean(),
  writers: fc.integer({ min: 0, max: 100 }),
  started: fc.oneof(fc.constant('2026-11-23T17:00:00.000Z'), anyText),
  fault: fc.constantFrom(...faults),
  target_ms: ms,
  ok: fc.boolean(),
  runs: fc.array(run, { maxLength: 25 }),
  median_ms: fc.option(ms, { nil: null }),
  worst_ms: fc.option(ms, { nil: null }),
});
