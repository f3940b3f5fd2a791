import { Command, InvalidArgumentError } from 'commander';

export interface Options {
  /** How often each thing is timed; memory is watched in half as many runs of its own. */
  runs: number;
  json: boolean;
}

export function readOptions(name: string, description: string, runs: number): Options {
  return new Command(`npm run ${name} --`)
    .description(description)
    .option('--runs <number>', 'how often each thing is timed', readCount, runs)
    .option('--json', 'one JSON document instead of a table', false)
    .parse()
    .opts<Options>();
}

export function readCount(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('Expected a whole number of at least 1.');
}
