// The bench of the client: rates beside bare ioredis (throughput.ts) and what a process takes (memory.ts), each measured in
// processes of their own (process.ts, measured.ts). What failovers cost lies in ../failover.

export { footprints } from './memory.ts';
export { tables, writeDocs } from './report.ts';
export { type Throughput, throughput } from './throughput.ts';
