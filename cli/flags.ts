import { InvalidArgumentError, Option } from 'commander';

export function oneInstance(): Option {
  return new Option('--instance <name>', 'which one, where the stack has several');
}

export function yesReally(): Option {
  return new Option('--yes-really', 'on a stack that is protected or for production too').default(
    false,
    'off',
  );
}

export function simulate(): Option {
  return new Option(
    '--simulate',
    'with a simulated cloud: nothing is contacted, nothing is made; the state lies apart',
  ).default(false, 'off');
}

/** Reads a whole number from 1 to `most`. */
export function wholeNumber(flag: string, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(`${flag} takes a whole number from 1 to ${most}`);
  };
}

export function policyPack(): Option {
  return repeatable(
    '--policy-pack <folder>',
    "a policy pack to judge with, once for each; the project's own: policy",
  );
}

export function policyPackConfig(): Option {
  return repeatable(
    '--policy-pack-config <file>',
    'JSON that configures a pack, once for each pack in the same order',
  );
}

function repeatable(flags: string, description: string): Option {
  return new Option(flags, description)
    .argParser((value, before: string[]) => [...before, value])
    .default([], 'none');
}
