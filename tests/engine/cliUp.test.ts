import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { makeProject, type TestProject } from './cliProject.ts';

interface Node {
  name: string;
  role: string;
  port: number;
  pid: number;
  up: boolean;
  link?: string;
}

describe('the command on real servers', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
  });
  after(async () => {
    await project.run('destroy', '--yes', '--purge');
    await project.remove();
  });

  const status = async () => {
    const { exitCode, document } = await project.json('status');
    return { exitCode, document, nodes: document.nodes as Node[] };
  };

  it('up shows each resource on stderr and ends with servers, a write and a read, and how to go on', async () => {
    const { exitCode, stdout, stderr } = await project.run('up', '--yes');
    expect(exitCode, stderr).to.equal(0);
    for (const server of [1, 2, 3]) {
      expect(stderr).to.match(new RegExp(`^\\+ main-server-${server} .*created in`, 'm'));
      expect(stdout).to.match(new RegExp(`server-${server}.*(primary|replica)`));
    }
    expect(stdout).to.match(/Sentinels: 3 of 3 agree on 127\.0\.0\.1:\d+ as primary, quorum 2/);
    expect(stdout).to.match(/Wrote and read one key through the Sentinels at 127\.0\.0\.1:\d+ in \d+ ms/);
    expect(stdout).to.include('eval "$(npx redis-ha env --format shell)"').and.to.include('make down');
  });

  it('status shows one primary, two replicas in sync, three Sentinels that agree, TLS', async () => {
    const { exitCode, document, nodes } = await status();
    expect(exitCode).to.equal(0);
    expect(document).to.have.all.keys(
      ...['stack', 'backend', 'topology', 'deployed', 'healthy', 'tls', 'primary', 'nodes', 'sentinels'],
    );
    expect(document).to.include({
      stack: 'local',
      backend: 'local',
      deployed: true,
      healthy: true,
      tls: true,
    });
    expect(nodes.map(({ role }) => role).toSorted()).to.deep.equal(['primary', 'replica', 'replica']);
    expect(nodes.filter(({ role, link }) => role === 'replica' && link === 'up')).to.have.length(2);
    expect(document.sentinels).to.include({ known: 3, agree: 3, quorum: 2 });
    expect(document.primary).to.include({ port: nodes.find(({ role }) => role === 'primary')?.port });
  });

  it('env gives the same variables in every format, and sh takes them', async () => {
    const { document } = await project.json('env');
    expect(document).to.include({ REDIS_MODE: 'sentinel', REDIS_TLS: 'true' });
    expect(document)
      .to.have.property('REDIS_TLS_CA')
      .that.matches(/^-----BEGIN CERTIFICATE-----\n/);
    const dotenv = await project.run('env');
    expect(parseEnv(dotenv.stdout)).to.deep.equal(document);
    const shell = await project.run('env', '--format', 'shell');
    const script = `${shell.stdout}\nprintf %s "$REDIS_PASSWORD"`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).to.equal(document.REDIS_PASSWORD);
  });

  it('outputs hides secrets unless they are asked for', async () => {
    const { document: variables } = await project.json('env');
    const password = String(variables.REDIS_PASSWORD);
    const hidden = await project.run('outputs');
    expect(hidden.exitCode).to.equal(0);
    expect(hidden.stdout).to.include('[secret]').and.not.include(password);
    const { document } = await project.json('outputs', '--show-secrets');
    expect(document).to.have.nested.property('connection.password', password);
    expect(document).to.have.nested.property('env.REDIS_PASSWORD', password);
  });

  it('up with nothing to do touches no process', async () => {
    const pids = (await status()).nodes.map(({ pid }) => pid);
    const { exitCode, document } = await project.json('up', '--yes');
    expect(exitCode).to.equal(0);
    expect(document.counts).to.include({ create: 0, update: 0, replace: 0, delete: 0 });
    expect((await status()).nodes.map(({ pid }) => pid)).to.deep.equal(pids);
  });

  it('status sees a killed server and exits 4; up mends it and leaves the others alone', async () => {
    const before = (await status()).nodes;
    const victim = before.find(({ role }) => role === 'replica');
    process.kill(victim?.pid ?? -1, 'SIGKILL');
    const broken = await status();
    expect(broken.exitCode).to.equal(4);
    expect(broken.nodes.find(({ name }) => name === victim?.name)).to.have.property('up', false);

    const { exitCode } = await project.json('up', '--yes');
    expect(exitCode).to.equal(0);
    const mended = await status();
    expect(mended.exitCode).to.equal(0);
    const others = (nodes: Node[]) => nodes.filter(({ name }) => name !== victim?.name).map(({ pid }) => pid);
    expect(others(mended.nodes)).to.deep.equal(others(before));
  });

  it('drill hands over while clients write: nothing is lost, another server is primary', async () => {
    const { exitCode, document } = await project.json('drill', '--fault', 'planned', '--target-ms', '60000');
    expect(exitCode, JSON.stringify(document)).to.equal(0);
    const [run] = document.runs as { acked: number; lost: number; from: string; to: string }[];
    expect(run).to.include({ lost: 0 });
    expect(run?.acked).to.be.greaterThan(0);
    expect(document).to.have.nested.property('runs[0].to').that.does.not.equal(run?.from);
  });

  it('destroy stops every process and keeps the data; --purge removes it', async () => {
    const { nodes } = await status();
    const kept = await project.run('destroy', '--yes');
    expect(kept.exitCode, kept.stderr).to.equal(0);
    expect(kept.stdout).to.match(/Stack local is down.*The data stays in \.redis-ha\/local/);
    for (const { port } of nodes) expect(await listens(port)).to.equal(false);
    expect(existsSync(join(project.root, '.redis-ha', 'local', 'main'))).to.equal(true);

    const purged = await project.run('destroy', '--yes', '--purge');
    expect(purged.exitCode, purged.stderr).to.equal(0);
    expect(existsSync(join(project.root, '.redis-ha', 'local'))).to.equal(false);
  });
});

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

describe('the command, interrupted', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
  });
  after(async () => {
    await project.run('destroy', '--yes', '--purge');
    await project.remove();
  });

  it('up ends its children and exits 130; the next one goes on from there', async () => {
    const child = project.start('up', '--yes');
    // The first line is the first resource that is there: the rest is still to come.
    child.stderr.once('data', () => child.kill('SIGINT'));
    const { exitCode, stderr } = await child;
    expect(exitCode).to.equal(130);
    expect(stderr).to.include('The next up or destroy goes on from here');
    const helpers = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes('@pulumi/pulumi/cmd/') && line.includes(project.root));
    expect(helpers).to.deep.equal([]);

    const again = await project.json('up', '--yes');
    expect(again.exitCode).to.equal(0);
    expect((await project.json('status')).exitCode).to.equal(0);
  });
});
