import { Command, InvalidArgumentError, Option } from 'commander';
import type { FailoverProfileName } from '../../providers/backend.ts';

export interface Options {
  faults: number;
  /** Draws the same faults again. */
  seed: number;
  json: boolean;
  profile: FailoverProfileName;
  write: boolean;
}

export function options(args: readonly string[]): Options {
  return new Command('npm run soak --')
    .description(
      'Random faults in a row on an instance of its own, with all five workloads of the client running.',
    )
    .option('--faults <number>', 'how many', count, 200)
    .option('--seed <number>', 'draws the same faults again', count, Math.floor(Math.random() * 1e6) + 1)
    .addOption(
      new Option('--profile <name>', 'of the failover').choices(['fast', 'balanced', 'calm']).default('fast'),
    )
    .option('--json', 'one JSON document instead of a table', false)
    .option('--write', 'put the result into docs/workloads.md', false)
    .addHelpText('after', examples)
    .parse(args, { from: 'user' })
    .opts<Options>();
}

const examples = `
Ends with 4 where a client died, anything was refused, anything acknowledged was lost, a broadcast was missed, a limit was overrun or the
Sentinels failed over twice.

Examples:
  npm run soak -- --faults 10
  npm run soak -- --faults 200 --seed 7 --json > soak.json`;

function count(given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Expected a whole number of at least 1.');
}
