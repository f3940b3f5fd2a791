import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { until } from '../../local/until.ts';

describe('pods of a test that is killed', () => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const)
    it(`end with it on ${signal}`, async () => {
      const test = spawn(process.execPath, ['--input-type=module', '--eval', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [said] = await once(test.stdout, 'data');
      const pid = Number(said);
      expect(isAlive(pid)).to.equal(true);
      test.kill(signal);
      await until(() => !isAlive(pid), 'its pod is gone');
    });
});

/** Starts what stands for a pod, in a process group of its own. */
const program = `
import { spawn } from 'node:child_process';
import { outlive } from '${path.join(import.meta.dirname, 'deathWatch.ts')}';
const pod = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
outlive(pod.pid);
console.log(pod.pid);
setInterval(() => {}, 1000);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
