// The bench of failovers. systems/ what is compared, servers/ what is written to, writer/ who writes, report/ what is shown;
// here one run (drill.ts, strike.ts), its counting (count.ts, pure), their order (schedule.ts), log and summary.
// Not here: the drill of a stack that is in use, which is `redis-ha drill`.

export { drill } from './drill.ts';
export { Log } from './log.ts';
export { readOptions } from './options.ts';
export { duration, resultsOf, terminalTables, writeDocs } from './report/index.ts';
export { schedule, type Turn } from './schedule.ts';
export type { Servers } from './servers/index.ts';
export { summarize } from './summary.ts';
export type { Run } from './types.ts';
