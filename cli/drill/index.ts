// A drill: real writers on a deployed instance, a fault, and what of it an application would notice. write/ the writers and
// their keys, watch/ what Sentinels say meanwhile, count/ what came of it (pure), run/ one fault from beginning to end.
// Not here: how a fault is done (providers/), how a report looks (report/), options and exit codes (verbs/drill.ts).

export { firstElsewhere } from './count/gaps.ts';
export { type Counted, countRun, type RunFacts } from './count/index.ts';
export { failoversOf, phasesOf } from './count/phases.ts';
export { compare } from './count/stored.ts';
export { median, recoveryOf, spread, summarize } from './count/summary.ts';
export { targetFor } from './count/targets.ts';
export { openScene } from './openScene.ts';
export { type DrillPlan, type DrillWatch, draw, drawn, drill, type Moment, type Scene } from './run/index.ts';
export type { DrillReport, DrillRun, Fault, PhaseMark, PhaseName, Tick } from './types.ts';
export { faults } from './types.ts';
export { type SentinelEvent, SentinelEvents } from './watch/events.ts';
export { type ClientConnection, haClient, type WriterClient } from './write/client.ts';
export { DrillKeys } from './write/keys.ts';
export { type Acked, type Write, Writers } from './write/writers.ts';
