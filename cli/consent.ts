import { createInterface } from 'node:readline/promises';
import { Failure } from './failure.ts';

/** Fails with `usage` where nobody can be asked. */
export function requireConsent(verb: string, { yes, json }: { yes: boolean; json: boolean }): void {
  if (yes || (process.stdin.isTTY && process.stderr.isTTY && !json)) return;
  const why = json ? 'With --json' : 'Without a terminal';
  throw new Failure('usage', `${why} nobody can be asked: ${verb} needs --yes.`);
}

/** Asks on the terminal; anything but yes is no. Fails with `interrupted` at Ctrl-C. */
export async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const controller = new AbortController();
  terminal.on('SIGINT', () => controller.abort());
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: controller.signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    process.stderr.write('\n');
    throw new Failure('interrupted', 'Interrupted; nothing was changed.');
  } finally {
    terminal.close();
  }
}
