import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Machines } from '../../providers/backend.ts';

/** Whoever owns the machines, as two commands for the shell, each with the machine's name in $NODE. */
export function machinesBy(down: string, up: string): Machines {
  return {
    down: (node) => run(down, '--node-down', node),
    up: (node) => run(up, '--node-up', node),
  };
}

/** Rejects with the last line that the command wrote to its error output. */
async function run(command: string, flag: string, node: string): Promise<void> {
  const child = spawn('sh', ['-c', command], {
    env: { ...process.env, NODE: node },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (code === 0) return;
  const why = errors.trim().split('\n').at(-1) || `exit code ${code}`;
  throw new Error(`The command of ${flag} failed for ${node}: ${why}`);
}
