import { Command, CommanderError, Option, type OutputConfiguration } from 'commander';
import { addLoadFlags, costHelp } from './cost/flags.ts';
import { faultsHelp } from './drill/help.ts';
import { faults } from './drill/types.ts';
import { exits, Failure } from './failure.ts';
import { oneInstance, policyPack, policyPackConfig, simulate, wholeNumber, yesReally } from './flags.ts';
import { verbs } from './verbs/index.ts';

export type Run = () => Promise<number>;

/** Verbs of the design that this version does not have yet: known, so that nobody looks for a typing error. */
const later = ['restore', 'migrate', 'doctor'];

/** Reads a command line; what comes back runs it. Loads only the verb that was asked for. */
export async function parse(argv: string[]): Promise<Run> {
  let run: Run = async () => exits.done;
  const program = build((chosen) => {
    run = chosen;
  });
  const verb = argv[0];
  if (verb !== undefined && later.includes(verb)) {
    const ready = program.commands.map((c) => c.name()).join(', ');
    throw new Failure('usage', `"${verb}" is not there yet; this version has ${ready}.`);
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.help') return async () => exits.usage;
    if (error.exitCode !== 0) throw new Failure('usage', sentence(error.message));
  }
  return run;
}

function build(choose: (run: Run) => void): Command {
  const program = new Command('redis-ha')
    .description(
      'A highly available Redis from code: deploys a stack, looks at it, hands out its connection.',
    )
    .exitOverride()
    .configureOutput(quietErrors)
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 refused by policy,\n' +
        '4 a check or target missed, 130 interrupted.\n',
    );

  verb(program, 'up', 'Deploy a stack: create and change what its configuration asks for', [
    ['redis-ha up', 'shows what would change and asks'],
    ['redis-ha up --yes --json', 'in a script'],
    ['redis-ha up --simulate --stack prod', 'rehearse a cloud stack without an account'],
  ])
    .addOption(simulate())
    .addOption(policyPack())
    .addOption(policyPackConfig())
    .option('-y, --yes', 'do not ask; needed where there is no terminal', false)
    .action((options) => choose(async () => (await verbs.up())(options)));

  verb(program, 'preview', 'Show what `up` would change and what the policies say', [
    ['redis-ha preview --stack prod', ''],
    ['redis-ha preview --all', 'every stack, side by side'],
    ['redis-ha preview --all --base origin/main --format markdown', 'the comment on a pull request'],
  ])
    .option('-a, --all', 'every stack; --json prints an array', false)
    .option('--base <ref>', 'with --all: what differs from the inputs that another commit renders')
    .addOption(simulate())
    .addOption(policyPack())
    .addOption(policyPackConfig())
    .addOption(
      new Option('--format <format>', 'how it is written; text without it').choices([
        'text',
        'markdown',
        'json',
        'sarif',
        'junit',
      ]),
    )
    .action((options, command: Command) => {
      const named = command.getOptionValueSource('stack') === 'cli';
      choose(async () => (await verbs.preview())({ ...options, named }));
    });

  verb(program, 'status', 'Look at the servers: exit 0 when healthy, 4 when degraded or not deployed', [
    ['redis-ha status', ''],
    ['redis-ha status --json | jq .primary', ''],
  ])
    .addOption(simulate())
    .action((options) => choose(async () => (await verbs.status())(options)));

  verb(program, 'env', 'Print the connection as REDIS_* variables, secrets in clear', [
    ['eval "$(redis-ha env --format shell)"', 'into this shell'],
    ['redis-ha env > .env', 'for a program that reads dotenv files'],
  ])
    .addOption(simulate())
    .addOption(
      new Option('--format <format>', 'how they are quoted; dotenv without it').choices([
        'dotenv',
        'shell',
        'json',
      ]),
    )
    .action((options) => choose(async () => (await verbs.env())(options)));

  verb(program, 'outputs', 'Print what the program exports', [
    ['redis-ha outputs', 'secrets hidden'],
    ['redis-ha outputs --show-secrets --json', ''],
  ])
    .addOption(simulate())
    .option('--show-secrets', 'print secrets in clear', false)
    .action((options) => choose(async () => (await verbs.outputs())(options)));

  verb(program, 'failover', 'Hand the primary over to a replica, without losing a write', [
    ['redis-ha failover', 'asks first'],
    ['redis-ha failover --to server-2 --yes', ''],
  ])
    .option(
      '--to <node>',
      'the replica to hand over to, as status names it; the one that is furthest without it',
    )
    .addOption(oneInstance())
    .option('-y, --yes', 'do not ask; needed where there is no terminal', false)
    .addOption(yesReally())
    .action((options) => choose(async () => (await verbs.failover())(options)));

  verb(program, 'drill', 'Break something while real clients write, and count what they noticed', [
    ['redis-ha drill', 'kills the primary once'],
    ['redis-ha drill --fault random --runs 20 --html drill.html', 'a page to show'],
    ['redis-ha drill --fault external --for 600', 'somebody else triggers the failover'],
    ["redis-ha drill --fault node --node-down './power off $NODE' --node-up './power on $NODE'", ''],
  ])
    .addOption(new Option('--fault <fault>', 'what is done, see below').choices(faults).default('kill'))
    .addOption(new Option('--runs <n>', 'how often').argParser(wholeNumber('--runs', 1000)).default(1))
    .addOption(
      new Option(
        '--target-ms <ms>',
        "what the slowest run may take; the profile's target without it",
      ).argParser(wholeNumber('--target-ms', 600_000)),
    )
    .addOption(
      new Option('--seed <n>', 'repeats the faults that random drew').argParser(
        wholeNumber('--seed', 2 ** 32 - 1),
      ),
    )
    .addOption(
      // The keys of a drill expire after an hour.
      new Option('--for <seconds>', 'how long external waits for a failover; 900 without it').argParser(
        wholeNumber('--for', 3000),
      ),
    )
    .option('--node-down <command>', 'for node: takes the machine $NODE away, by the shell')
    .option('--node-up <command>', 'for node: brings it back')
    .option('--html <file>', 'write the report as a page too')
    .addOption(oneInstance())
    .addOption(yesReally())
    .addHelpText('after', faultsHelp)
    .action((options) => choose(async () => (await verbs.drill())(options)));

  verb(program, 'rotate', 'Change the secret of an instance on ElastiCache, one step at a time', [
    ['redis-ha rotate --stack prod --engine pulumi', 'a new token, the old one accepted too'],
    ['redis-ha rotate --stack prod --engine pulumi', 'again, later: the new one alone'],
    ['redis-ha rotate --stack prod --simulate --yes', 'rehearsed; the stack file changes all the same'],
  ])
    .addOption(simulate())
    .addOption(policyPack())
    .addOption(policyPackConfig())
    .addOption(oneInstance())
    .option('-y, --yes', 'do not ask; needed where there is no terminal', false)
    .action((options) => choose(async () => (await verbs.rotate())(options)));

  verb(program, 'render', 'Print a stack as Kubernetes manifests, or as a file for Docker Compose', [
    ['redis-ha render --stack dev --show-secrets | kubectl apply --server-side -f -', 'everything'],
    ['redis-ha render --stack dev > manifests.yaml', 'without the Secrets, for a repository'],
    ['redis-ha render --stack local --format compose > compose.yaml', 'stack local for Docker'],
  ])
    .addOption(policyPack())
    .addOption(policyPackConfig())
    .addOption(
      new Option('--format <format>', 'how it is written; yaml without it').choices([
        'yaml',
        'json',
        'compose',
      ]),
    )
    .option('--show-secrets', 'print the Secrets too, in clear', false)
    .action((options) => choose(async () => (await verbs.render())(options)));

  verb(program, 'policy', 'Judge what is deployed, or what a state file holds, by the policies', [
    ['redis-ha policy --stack prod', 'what the state of a stack holds'],
    ['redis-ha policy --stack prod --file export.json', 'what `pulumi stack export` printed'],
    ['redis-ha policy --format sarif > policy.sarif', 'for code scanning'],
  ])
    .addOption(policyPack())
    .addOption(policyPackConfig())
    .option('--file <state>', "a state, or what `pulumi stack export` printed; the stack's own without it")
    .addOption(
      new Option('--format <format>', 'how it is written; table without it').choices([
        'table',
        'json',
        'sarif',
        'junit',
      ]),
    )
    .action((options) => choose(async () => (await verbs.policy())(options)));

  const cost = plainVerb(program, 'cost', 'Estimate what a month costs, from dated list prices', [
    ['redis-ha cost', 'every backend for 10,000 daily users, and which to take'],
    ['redis-ha cost --dau 50000 --machine-price 20', 'more users, and machines of your own'],
    ['redis-ha cost --stack prod', 'line by line, as the stack is configured'],
  ]).option(
    '-s, --stack <name>',
    'the lines of this stack, as in Pulumi.<name>.yaml, in place of the comparison',
  );
  addLoadFlags(cost)
    .addHelpText('after', costHelp)
    .action((options) => choose(async () => (await verbs.cost())(options)));

  verb(program, 'destroy', 'Stop and remove what `up` made; the data stays unless --purge', [
    ['redis-ha destroy', 'asks first'],
    ['redis-ha destroy --yes --purge', 'removes the data too'],
  ])
    .addOption(simulate())
    .option('-y, --yes', 'do not ask; needed where there is no terminal', false)
    .option('--purge', 'remove the data, the keys and the state too', false)
    .action((options) => choose(async () => (await verbs.destroy())(options)));

  return program;
}

function verb(program: Command, name: string, summary: string, examples: [string, string][]): Command {
  return plainVerb(program, name, summary, examples)
    .option('-s, --stack <name>', 'the stack, as in Pulumi.<name>.yaml', 'local')
    .addOption(
      new Option(
        '--engine <engine>',
        'embedded: in this process; pulumi: the Pulumi CLI and the backend it is logged in to',
      )
        .choices(['embedded', 'pulumi'])
        .default('embedded'),
    );
}

/** A verb that need not be about one deployed stack. */
function plainVerb(program: Command, name: string, summary: string, examples: [string, string][]): Command {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, why]) => `  npx ${why ? `${line.padEnd(width)}  # ${why}` : line}`);
  return program
    .command(name)
    .description(summary)
    .exitOverride()
    .configureOutput(quietErrors)
    .option('--json', 'print one JSON document and nothing else; goes with no other --format', false)
    .addHelpText(
      'after',
      `\nExamples:\n${lines.join('\n').replaceAll('npx eval "$(redis-ha', 'eval "$(npx redis-ha')}\n`,
    );
}

/** Errors are told in one place, show/failure.ts. */
const quietErrors: OutputConfiguration = { outputError: () => {} };

function sentence(message: string): string {
  return `${message.replace(/^error: /, '').replace(/\n/g, ' ')}; "redis-ha --help" lists what there is`;
}
