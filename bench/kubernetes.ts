// npm run bench:kubernetes: what faults on a cluster of three nodes cost the writers of redis-ha and of the plan.

import { writeFile } from 'node:fs/promises';
import { Cluster, missing } from '../tests/live/kubernetes/cluster/index.ts';
import { Applications, applicationImage } from '../tests/live/kubernetes/writing/index.ts';
import { duration } from './failover/index.ts';
import { Log } from './failover/log.ts';
import {
  type Fault,
  type Run,
  readOptions,
  resultsOf,
  runRound,
  type System,
  summarize,
  terminalTable,
  writeDocs,
} from './kubernetes/index.ts';

const namespace = 'applications';
const args = process.argv.slice(2);
const options = readOptions(args);
const reason = missing();
if (reason) {
  console.error(reason);
  process.exit(2);
}
const log = await Log.openOrEnd<Run>(options.log);
console.error(`An interrupted bench goes on with --log ${log.file}`);
const turns = turnsLeft();
if (turns.length > 0) await measure();

const results = resultsOf(commandOf(args), summarize(options.systems, log.runs));
console.log(terminalTable(results.summaries));
if (options.json) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
if (options.write) await writeDocs(results);

/** Round by round rather than system by system, so that whatever the machine does beside the bench meets all of them. */
function turnsLeft(): { system: System; round: number; wanted: Fault[] }[] {
  const { systems, faults, rounds } = options;
  const roundsOf = ({ runs }: System, fault: Fault): number => rounds ?? runs[fault];
  const most = Math.max(...systems.flatMap((system) => faults.map((fault) => roundsOf(system, fault))));
  const all = Array.from({ length: most }, (_, i) =>
    systems.map((system) => ({
      system,
      round: i + 1,
      wanted: faults.filter((fault) => i < roundsOf(system, fault) && !log.has(system.name, fault, i + 1)),
    })),
  );
  return all.flat().filter(({ wanted }) => wanted.length > 0);
}

async function measure(): Promise<void> {
  const cluster = await Cluster.start();
  try {
    await cluster.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }]);
    const applications = await Applications.start(cluster, await applicationImage(), { namespace });
    for (const { system, round, wanted } of turns)
      await runRound({ cluster, applications, system, round }, wanted, { log, tell });
  } finally {
    cluster.stop();
  }
}

/** What to type for the same numbers: without this machine's files. */
function commandOf(given: readonly string[]): string {
  const files = ['--log', '--json'];
  const kept = given.filter((word, i) => !files.includes(word) && !files.includes(given[i - 1] ?? ''));
  return ['npm run bench:kubernetes', ...(kept.length > 0 ? ['--', ...kept] : [])].join(' ');
}

function tell({ system, fault, round, ms, recovery_ms, acked, lost, rejected, client_dead }: Run): void {
  const told = [
    duration(ms),
    ...(recovery_ms === null ? [] : [`elsewhere after ${duration(recovery_ms)}`]),
    ...(fault === 'apply' ? [] : [`${acked} acknowledged, lost ${lost}`]),
    ...(rejected > 0 ? [`rejected ${rejected}`] : []),
    ...(client_dead ? ['client dead'] : []),
  ];
  console.error(`${round}  ${system.padEnd(6)} ${fault.padEnd(8)} ${told.join(', ')}`);
}
