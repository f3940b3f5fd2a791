import { setTimeout as sleep } from 'node:timers/promises';
import { type Identity, livenessOf } from './identity.ts';

/**
 * Ends one process and waits until it is gone. SIGTERM first, so that a server can save; SIGKILL when it is
 * frozen (it could not act on the first, and must not wake up as an old primary) or still there after `limitMs`.
 * A pid that belongs to somebody else by now is left alone.
 */
export async function end(identity: Identity, limitMs: number): Promise<void> {
  const found = await livenessOf(identity);
  if (found === 'gone') return;
  if (found === 'running') {
    signal(identity.pid, 'SIGTERM');
    if (await goneWithin(identity, limitMs)) return;
  }
  signal(identity.pid, 'SIGKILL');
  if (await goneWithin(identity, 5000)) return;
  throw new Error(
    `Process ${identity.pid} does not end, not even by SIGKILL: it waits in the kernel. Look at its disk.`,
  );
}

async function goneWithin(identity: Identity, ms: number): Promise<boolean> {
  const until = Date.now() + ms;
  do {
    if ((await livenessOf(identity)) === 'gone') return true;
    await sleep(10);
  } while (Date.now() < until);
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // ESRCH: it ended between the look and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
