// The bench of the Kubernetes backend, on the cluster that the live tests make. systems/ what is compared, plan/ the objects and the
// client of the plan; here one round of faults (round.ts, run.ts, strike.ts), the summary (pure) and what is shown of it.
// Not here: the drill of a stack that is in use, which is `redis-ha drill`; failovers of processes (../failover).

export { readOptions } from './options.ts';
export { resultsOf, terminalTable, writeDocs } from './report.ts';
export { runRound } from './round.ts';
export { summarize } from './summary.ts';
export type { System } from './systems/index.ts';
export type { Fault, Run } from './types.ts';
