import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { bin, makeProject, type TestProject } from './cliProject.ts';

describe('the command on a terminal', () => {
  let project: TestProject;
  before(async function () {
    // util-linux; other systems' `script` takes other arguments.
    const { stdout } = await execa('script', ['--version'], { reject: false });
    if (!stdout?.includes('util-linux')) this.skip();
    project = await makeProject();
  });
  after(() => project?.remove());

  /** Runs on a terminal of 100 columns; types `answer` when it is asked. */
  async function onTerminal(answer: string, env: Record<string, string>, ...args: string[]) {
    const line = [process.execPath, bin, ...args].join(' ');
    const child = execa('script', ['-qec', `stty cols 100 rows 40; ${line}`, '/dev/null'], {
      cwd: project.root,
      env: { TERM: 'xterm', ...env },
      reject: false,
      stdin: 'pipe',
    });
    let shown = '';
    child.stdout.on('data', (text) => {
      if (!shown.includes('[y/N]') && `${shown}${text}`.includes('[y/N]')) child.stdin.write(answer);
      shown += text;
    });
    const { exitCode } = await child;
    return { exitCode, shown };
  }

  it('shows the preview with moving progress and colours, asks, and changes nothing at a no', async () => {
    const { exitCode, shown } = await onTerminal('n\r', {}, 'up');
    expect(exitCode).to.equal(1);
    expect(shown).to.include('Looking at what would change').and.to.include('main-server-1');
    expect(shown).to.include('\u001b[32m').and.to.include('Nothing was changed.');
    expect(existsSync(join(project.root, '.redis-ha', 'local', 'main'))).to.equal(false);
  });

  it('takes Ctrl-C for an answer: 130', async () => {
    const { exitCode, shown } = await onTerminal('\u0003', {}, 'up');
    expect(exitCode).to.equal(130);
    expect(shown).to.include('Interrupted; nothing was changed.');
  });

  it('leaves colours out with NO_COLOR', async () => {
    const { shown } = await onTerminal('n\r', { NO_COLOR: '1' }, 'up');
    expect(shown).to.include('main-server-1').and.not.include('\u001b[32m').and.not.include('\u001b[33m');
  });
});
