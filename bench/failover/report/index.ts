// What is shown of the runs: tables in the terminal, JSON, and with --write the tables and the plot of docs/failover.md.
// What the numbers are lies in ../summary.ts.

export { type Results, resultsOf } from './results.ts';
export { terminalTables } from './table.ts';
export { duration } from './words.ts';
export { writeDocs } from './write.ts';
