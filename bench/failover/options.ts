import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type System, systems } from './systems/index.ts';
import { type Fault, faults } from './types.ts';

export interface Options {
  systems: System[];
  faults: Fault[];
  /** Absent: as each system says. */
  runs?: number;
  log: string;
  json?: string;
  write?: string;
}

export function readOptions(args: readonly string[]): Options {
  const names = systems.map(({ name }) => name);
  return new Command('npm run bench:failover --')
    .description(
      'Failovers of redis-ha against other configurations and clients, on this machine, in one run.',
    )
    .addOption(
      new Option('--systems <names>', `of ${names.join(', ')}`)
        .argParser(readSystems)
        .default([...systems], 'all'),
    )
    .addOption(
      new Option('--faults <names>', `of ${faults.join(', ')}`)
        .argParser(readFaults)
        .default([...faults], 'all'),
    )
    .option(
      '--runs <number>',
      'of each system and fault; default: 10, fewer for those that take long',
      readCount,
    )
    .addOption(
      new Option('--log <file>', 'one line a run; a file that is there is continued').default(
        newLog(),
        'a new one',
      ),
    )
    .option('--json <file>', 'the summary as one JSON document')
    .option(
      '--write <name>',
      'docs/failover/NAME.json, NAME.svg and what docs/failover.md marks with the name',
    )
    .addHelpText('after', examples)
    .parse(args, { from: 'user' })
    .opts<Options>();
}

const examples = `
Examples:
  npm run bench:failover -- --write results
  npm run bench:failover -- --systems ours --faults kill --runs 50 --write fifty
  npm run bench:failover -- --systems ours,ioredis --faults kill,freeze --runs 2`;

function newLog(): string {
  return join(tmpdir(), `redis-ha-bench-failover-${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl`);
}

function readSystems(given: string): System[] {
  return given.split(',').map((name) => {
    const system = systems.find((one) => one.name === name);
    if (system) return system;
    throw new InvalidArgumentError(`There is no system ${name}.`);
  });
}

function readFaults(given: string): Fault[] {
  return given.split(',').map((name) => {
    const fault = faults.find((one) => one === name);
    if (fault) return fault;
    throw new InvalidArgumentError(`There is no fault ${name}.`);
  });
}

function readCount(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('Expected a whole number of at least 1.');
}
