import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { type Identity, identify } from './identity.ts';

/**
 * Starts a program that outlives this one, its output at the end of `log`, in `folder`. Through a shell only for
 * the umask: servers create their files with mode 0644 before it, and CONFIG REWRITE writes passwords anew that way.
 * `exec` keeps the pid.
 */
export async function spawnDetached(
  program: string,
  args: string[],
  folder: string,
  log: string,
): Promise<Identity> {
  const output = await open(log, 'a', 0o600);
  try {
    const child = spawn('/bin/sh', ['-c', 'umask 077; exec "$0" "$@"', program, ...args], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    });
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => resolve(child.pid ?? 0));
    });
    child.unref();
    const identity = await identify(pid);
    if (!identity) throw new Error(`${program} ended as soon as it was started; ${log} may say why.`);
    return identity;
  } finally {
    await output.close();
  }
}
