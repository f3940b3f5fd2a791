import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import type { DrillReport, DrillRun, PhaseName } from '../../../cli/drill/types.ts';
import { createRedis, type HaCluster, type HaRedis } from '../../../client/create/index.ts';
import { makeProject, type TestProject } from '../../engine/cliProject.ts';
import { until } from '../../local/until.ts';

interface Node {
  name: string;
  role: string;
  up: boolean;
  pid: number;
}

describe('drill, on real servers over TLS', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
    const { exitCode, stderr } = await project.run('up', '--yes');
    expect(exitCode, stderr).to.equal(0);
  });
  afterEach(() => project.stop());
  after(async () => {
    await project.run('destroy', '--yes', '--purge');
    await project.remove();
  });

  async function drill(...args: string[]): Promise<{ exitCode: number; report: DrillReport; run: DrillRun }> {
    const { exitCode, document } = await project.json('drill', ...args);
    const report = document as unknown as DrillReport;
    const [run] = report.runs;
    if (!run) throw new Error(`There is no run in ${JSON.stringify(document)}.`);
    return { exitCode, report, run };
  }

  async function nodes(): Promise<Node[]> {
    return (await project.json('status')).document.nodes as Node[];
  }

  async function withClient(work: (client: HaRedis | HaCluster) => Promise<void>): Promise<void> {
    const { document } = await project.json('env');
    const client = createRedis({ workload: 'session', env: document as Record<string, string> });
    await work(client).finally(() => client.ha.close());
  }

  /** No key of a drill is left. */
  function leavesNothing(): Promise<void> {
    return withClient(async (client) => {
      expect(await client.keys('*')).to.deep.equal([]);
    });
  }

  const names = ({ phases }: DrillRun): PhaseName[] => phases.map(({ name }) => name);

  it('kill: another server takes the writes, none is lost, the old primary comes back as a replica', async () => {
    // Not the profile's target: no test asserts a time.
    const { exitCode, report, run } = await drill('--target-ms', '60000');
    expect(exitCode, run.problems.join()).to.equal(0);
    expect(report).to.include({
      stack: 'local',
      backend: 'local',
      instance: 'main',
      profile: 'balanced',
      tls: true,
    });
    expect(report).to.include({ fault: 'kill', writers: 4, median_ms: run.recovery_ms });
    expect(run).to.include({ ok: true, lost: 0, rejected: 0, second_failover: false });
    expect(run.acked).to.be.greaterThan(100);
    expect(run.to).to.not.equal(run.from);
    expect(names(run)).to.include.members([
      'subjectively-down',
      'objectively-down',
      'promoted',
      'first-write',
    ]);
    expect(names(run).at(-1)).to.equal('old-primary-back');
    expect((await nodes()).every(({ up }) => up)).to.equal(true);
    await leavesNothing();
  });

  it('freeze: the stale primary wakes while clients write, and nothing is lost', async () => {
    const { exitCode, run } = await drill('--fault', 'freeze', '--target-ms', '60000');
    expect(exitCode, run.problems.join()).to.equal(0);
    expect(run).to.include({ lost: 0, second_failover: false });
    expect(names(run)).to.include.members(['switched', 'old-primary-back']);
  });

  it('sentinel and replica: nobody moves, and who was killed is there again, as it was set up', async () => {
    for (const fault of ['sentinel', 'replica']) {
      const { exitCode, run } = await drill('--fault', fault, '--target-ms', '60000');
      expect(exitCode, run.problems.join()).to.equal(0);
      expect(run).to.include({ lost: 0, second_failover: false, to: run.from });
    }
    const { document } = await project.json('up', '--yes');
    expect(document.counts).to.include({ update: 0, same: 10 });
  });

  it('a missed target is told in the report, and by exit 4', async () => {
    const page = join(project.root, 'drill.html');
    const { exitCode, report, run } = await drill('--fault', 'planned', '--target-ms', '1', '--html', page);
    expect(exitCode).to.equal(4);
    expect(report).to.include({ ok: false, target_ms: 1 });
    expect(run).to.include({ ok: false, lost: 0, duplicated: 0 });
    expect(run.problems.join()).to.match(/^It took \d+ ms; the target is 1 ms\.$/);
    expect(await readFile(page, 'utf8')).to.match(/^<!doctype html>/i);
  });

  it('external: counts what a failover by somebody else costs', async () => {
    const drilling = project.start('drill', '--fault', 'external', '--for', '60', '--target-ms', '60000');
    let said = '';
    drilling.stderr.on('data', (text) => {
      said += text;
    });
    await until(() => said.includes('waiting for a failover that somebody else causes'), 'it waits');
    const old = (await nodes()).find(({ role }) => role === 'primary')?.name;
    const { exitCode, document } = await project.json('failover', '--yes');
    expect(exitCode).to.equal(0);
    expect(document).to.have.nested.property('from.name', old);
    expect(document).to.have.property('paused_ms').that.is.a('number');
    const { exitCode: ended, stdout } = await drilling;
    expect(ended, stdout).to.equal(0);
    expect(stdout).to.match(/Passed/);
    const { name } = document.to as { name: string };
    expect((await nodes()).find(({ role }) => role === 'primary')?.name).to.equal(name);
  });

  it('while it runs, up and failover are refused by a sentence that names it', async () => {
    // Longer than two commands take on any machine; it is ended.
    const drilling = project.start('drill', '--fault', 'replica', '--runs', '20', '--target-ms', '60000');
    let said = '';
    drilling.stderr.on('data', (text) => {
      said += text;
    });
    await until(() => said.includes('was killed'), 'it strikes');
    for (const verb of ['up', 'failover']) {
      const { exitCode, stderr } = await project.run(verb, '--yes');
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/in use by a drill: process \d+, since .*Wait until it has ended\.$/);
    }
    drilling.kill('SIGINT');
    expect((await drilling).exitCode).to.equal(130);
  });

  it('Ctrl-C: what was killed is started again, what was written is removed, exit 130', async () => {
    const before = await nodes();
    const drilling = project.start('drill', '--fault', 'kill');
    let said = '';
    drilling.stderr.on('data', (text) => {
      said += text;
    });
    await until(() => said.includes('was killed'), 'it strikes');
    drilling.kill('SIGINT');
    const { exitCode, stderr } = await drilling;
    expect(exitCode).to.equal(130);
    expect(stderr).to.include('what was broken is mended');
    const now = await nodes();
    expect(now.map(({ up }) => up)).to.deep.equal(before.map(() => true));
    expect(now.map(({ pid }) => pid)).to.not.deep.equal(before.map(({ pid }) => pid));
    expect((await project.json('status')).exitCode).to.equal(0);
    await leavesNothing();
  });

  it('Ctrl-C in a later run: those before are reported, exit 130 all the same', async () => {
    const args = ['--fault', 'sentinel', '--runs', '3', '--target-ms', '60000'];
    const drilling = project.start('drill', ...args);
    let said = '';
    drilling.stderr.on('data', (text) => {
      said += text;
    });
    await until(() => /Run 2 of 3: .* was killed/.test(said), 'it strikes again');
    drilling.kill('SIGINT');
    const { exitCode, stdout } = await drilling;
    expect(exitCode).to.equal(130);
    expect(stdout).to.match(/4 writers · 1 run|4 writers - 1 run/);
    await leavesNothing();
  });

  it('an instance that is not healthy is not drilled: exit 4 with what is wrong', async () => {
    const [victim] = (await nodes()).filter(({ role }) => role === 'replica');
    process.kill(victim?.pid ?? -1, 'SIGKILL');
    const { exitCode, document } = await project.json('drill');
    expect(exitCode).to.equal(4);
    expect(document).to.have.nested.property('error.code', 'unhealthy');
    expect(JSON.stringify(document)).to.include(`${victim?.name} does not run`);
    const { exitCode: refused, document: why } = await project.json(
      'failover',
      '--yes',
      '--to',
      victim?.name ?? '',
    );
    expect(refused).to.equal(1);
    expect(JSON.stringify(why)).to.include(`${victim?.name} cannot take over`);
  });

  it('keys of another drill are left alone', async () => {
    await project.run('up', '--yes');
    await withClient(async (client) => {
      await client.rpush('redis-ha:drill:writer-1', 'theirs');
      const { exitCode, stderr } = await project.run('drill');
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/another drill runs, or one was killed/);
      expect(await client.keys('*')).to.deep.equal(['redis-ha:drill:writer-1']);
    });
  });
});

describe('drill and failover, used wrongly', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
    await project.configure('production');
  });
  after(() => project.remove());

  const mistakes: [string[], number, RegExp][] = [
    [['drill', '--fault', 'flood'], 2, /kill, freeze, planned/],
    [['drill', '--runs', '0'], 2, /--runs takes a whole number from 1 to/],
    [['drill', '--target-ms', 'soon'], 2, /--target-ms takes a whole number/],
    [['drill', '--html', 'nowhere/drill.html'], 2, /no folder .*nowhere/],
    [['drill', '--html', '.'], 2, /is a folder; --html names a file/],
    [['drill', '--seed', '1'], 2, /--fault kill draws nothing/],
    [['drill', '--for', '60'], 2, /--fault kill waits for nobody/],
    [['drill', '--node-up', 'true'], 2, /--fault kill touches no machine/],
    [['drill', '--fault', 'node', '--node-down', 'true'], 2, /Say how with --node-down and --node-up/],
    [['drill', '--stack', 'production'], 2, /for production by its name.*--yes-really/],
    [['failover', '--yes', '--stack', 'production'], 2, /for production by its name.*--yes-really/],
    [['failover'], 2, /needs --yes/],
    [['drill'], 1, /is not up/],
    [['drill', '--stack', 'production', '--yes-really'], 1, /is not up/],
    [['failover', '--yes'], 1, /is not up/],
  ];
  for (const [args, code, sentence] of mistakes) {
    it(`${args.join(' ')} ends with ${code} and one sentence`, async () => {
      const { exitCode, stdout, stderr } = await project.run(...args);
      expect(exitCode, stderr).to.equal(code);
      expect(stdout).to.equal('');
      expect(stderr).to.match(sentence);
      expect(stderr.trimEnd().split('\n')).to.have.length(1);
    });
  }
});
