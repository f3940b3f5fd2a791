import { availableParallelism } from 'node:os';
import { findBinary } from '../../../providers/local/process/index.ts';
import type { Summary } from '../summary.ts';

/** What the bench leaves for machines. */
export interface Results {
  /** What made them. */
  command: string;
  /** YYYY-MM-DD, UTC. */
  date: string;
  machine: { cores: number; node: string; server: string };
  summaries: Summary[];
}

export async function resultsOf(command: string, summaries: Summary[]): Promise<Results> {
  const { engine, version } = await findBinary(process.cwd(), {});
  return {
    command,
    date: new Date().toISOString().slice(0, 10),
    machine: { cores: availableParallelism(), node: process.versions.node, server: `${engine} ${version}` },
    summaries,
  };
}
