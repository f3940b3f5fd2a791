// The `redis-ha` command: reads arguments, asks an engine to deploy and a backend to look, shows what came of it.
// How a stack is deployed lives in engine/, what a server is in providers/.

import { parse } from './arguments.ts';
import { exits } from './failure.ts';
import { report } from './show/index.ts';

/** Runs one command line and gives its exit code. */
export async function main(argv: string[]): Promise<number> {
  // Whoever reads only the first lines (`| head`) closes the pipe: that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exits.done : exits.failed);
  });
  try {
    const run = await parse(argv);
    return await run();
  } catch (error) {
    return report(error, wantsJson(argv));
  }
}

/** Asked of the bare arguments, because what is wrong may be the arguments. */
function wantsJson(argv: string[]): boolean {
  const format = argv.indexOf('--format');
  return (
    argv.includes('--json') || argv.includes('--format=json') || (format >= 0 && argv[format + 1] === 'json')
  );
}
