import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type System, systems } from './systems/index.ts';
import { type Fault, faults } from './types.ts';

export interface Options {
  systems: System[];
  faults: Fault[];
  /** Absent: as each system says. */
  rounds?: number;
  log: string;
  json?: string;
  write: boolean;
}

export function readOptions(args: readonly string[]): Options {
  return new Command('npm run bench:kubernetes --')
    .description(
      'Faults of redis-ha and of the plan on a Kubernetes of three nodes, made on this machine: Linux, root, Go.',
    )
    .addOption(
      new Option('--systems <names>', `of ${systems.map(({ name }) => name).join(', ')}`)
        .argParser((given) => choose(given, systems, ({ name }) => name))
        .default([...systems], 'all'),
    )
    .addOption(
      new Option('--faults <names>', `of ${faults.join(', ')}`)
        .argParser((given) => choose(given, faults, (name) => name))
        .default([...faults], 'all'),
    )
    .option(
      '--rounds <number>',
      'how often, each time with servers of their own; default: 5, for the plan 2, of what takes long 1',
      readCount,
    )
    .addOption(
      new Option('--log <file>', 'one line a run; a file that is there is continued').default(
        newLog(),
        'a new one',
      ),
    )
    .option('--json <file>', 'the summary as one JSON document')
    .option('--write', 'docs/kubernetes/bench.json, bench.svg and the table of docs/kubernetes.md', false)
    .addHelpText(
      'after',
      `
Examples:
  npm run bench:kubernetes -- --write
  npm run bench:kubernetes -- --systems ours --faults kill,pod --rounds 20`,
    )
    .parse(args, { from: 'user' })
    .opts<Options>();
}

function newLog(): string {
  return join(tmpdir(), `redis-ha-bench-kubernetes-${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl`);
}

function choose<T>(given: string, all: readonly T[], nameOf: (one: T) => string): T[] {
  return given.split(',').map((name) => {
    const found = all.find((one) => nameOf(one) === name);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`There is no ${name}.`);
  });
}

function readCount(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('Expected a whole number of at least 1.');
}
