import { type Command, InvalidArgumentError, Option } from 'commander';
import { assumptions, type Load, usualLoad } from '../../cost/load/assumptions.ts';

export const costHelp = `
The load is a model: daily users, what each does in a day, what that sends and keeps. Every number of it is a flag
above, and docs/cost.md explains it. Prices are dated list prices in US dollars with their sources, without taxes,
discounts and your own hours.
`;

/** As commander gives them: `--cache-kb` is \`cacheKb\`. */
export type LoadFlags = Partial<Record<string, number>>;

/** One flag for each assumption of the model, and the prices that only the user knows. */
export function addLoadFlags(command: Command): Command {
  for (const { flag, default: usual, says, least, most } of Object.values(assumptions))
    command.addOption(
      new Option(`--${flag} <number>`, says).argParser(number(flag, least, most)).default(usual),
    );
  return command
    .addOption(
      new Option('--replicas <n>', 'replicas of each primary, with high availability')
        .argParser(number('replicas', 1, 5))
        .default(2),
    )
    .addOption(
      new Option(
        '--machine-price <usd>',
        'a month of one machine to run Redis on; a dated list without it',
      ).argParser(number('machine-price', 0, 1e6)),
    )
    .addOption(
      new Option(
        '--node-price <usd>',
        'an hour of one ElastiCache node; a dated list of us-east-1 without it',
      ).argParser(number('node-price', 0, 1e4)),
    );
}

/** The model's parameters as the flags have them. */
export function loadOf(flags: LoadFlags): Load {
  const entries = Object.entries(assumptions).map(([name, { flag }]) => [name, flags[camel(flag)]]);
  return { ...usualLoad, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
}

function number(flag: string, least: number, most: number): (value: string) => number {
  return (value) => {
    const given = Number(value);
    if (value.trim() !== '' && given >= least && given <= most) return given;
    throw new InvalidArgumentError(`--${flag} takes a number from ${least} to ${most}`);
  };
}

function camel(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
