// npm run bench:failover: what a failover costs the writers of redis-ha and of others.

import { writeFile } from 'node:fs/promises';
import {
  drill,
  duration,
  Log,
  type Run,
  readOptions,
  resultsOf,
  type Servers,
  schedule,
  summarize,
  type Turn,
  terminalTables,
  writeDocs,
} from './failover/index.ts';

const args = process.argv.slice(2);
const options = readOptions(args);
const log = await Log.openOrEnd<Run>(options.log);
const made = new Map<string, Promise<Servers>>();
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());

const turns = schedule(options.systems, options.faults, options.runs);
console.error(`${turns.length} runs. An interrupted bench goes on with --log ${log.file}`);
try {
  for (const [i, turn] of turns.entries()) {
    if (log.has(turn.system.name, turn.fault, turn.round)) continue;
    const run = await oneRun(turn);
    await log.add(run);
    console.error(`${String(i + 1).padStart(4)}/${turns.length}  ${sentence(run)}`);
  }
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
} finally {
  for (const servers of made.values()) await (await servers).remove();
}
if (interrupted.signal.aborted) process.exit(130);

const summaries = summarize(options.systems, log.runs);
const results = await resultsOf(commandOf(args), summaries);
console.log(terminalTables(summaries));
if (options.json) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
if (options.write) await writeDocs(options.write, results);

/** What to type for the same numbers: without this machine's files. */
function commandOf(given: readonly string[]): string {
  const files = ['--log', '--json'];
  const kept = given.filter((word, i) => !files.includes(word) && !files.includes(given[i - 1] ?? ''));
  return ['npm run bench:failover', ...(kept.length > 0 ? ['--', ...kept] : [])].join(' ');
}

async function oneRun({ system, fault, round }: Turn): Promise<Run> {
  const servers = made.get(system.servers) ?? system.makeServers();
  made.set(system.servers, servers);
  return await drill(system, await servers, fault, round, interrupted.signal);
}

function sentence(run: Run): string {
  const { system, fault, recovery_ms, gap_ms, lost, rejected, client_dead, second_failover } = run;
  const told = [
    `recovery ${duration(recovery_ms)}`,
    `silence ${duration(gap_ms)}`,
    `lost ${lost}`,
    ...(rejected > 0 ? [`rejected ${rejected}`] : []),
    ...(client_dead ? ['client dead'] : []),
    ...(second_failover ? ['second failover'] : []),
  ];
  return `${system.padEnd(14)} ${fault.padEnd(8)} ${told.join(', ')}`;
}
