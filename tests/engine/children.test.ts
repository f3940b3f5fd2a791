import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import analyzerGrpc from '@pulumi/pulumi/proto/analyzer_grpc_pb.js';
import analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import { expect } from 'chai';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { version as typescriptVersion } from 'typescript';
import type { Child } from '../../engine/children/child.ts';
import { startDynamicProvider, startPlugin } from '../../engine/children/plugin.ts';
import { startPolicyPack } from '../../engine/children/policyPack.ts';
import { startProgram } from '../../engine/children/program.ts';
import { type Project, readProject } from '../../engine/project/index.ts';
import { connect, unary } from '../../engine/provider/channel.ts';
import { connectProvider } from '../../engine/provider/client.ts';
import { toStruct } from '../../engine/wire/struct.ts';
import { Secret } from '../../engine/wire/value.ts';
import { type StubEngine, startStubEngine } from './fixtures/children/stubEngine.ts';

const fixtures = fileURLToPath(new URL('fixtures/children', import.meta.url));

describe('children of a deployment', () => {
  let project: Project;
  let engine: StubEngine;
  let cache: string;
  const inherited = process.env.NODE_COMPILE_CACHE;
  const children: Child[] = [];

  before(async () => {
    cache = await mkdtemp(path.join(tmpdir(), 'children-'));
    process.env.NODE_COMPILE_CACHE = cache;
    project = await readProject(path.join(fixtures, 'program'));
  });
  after(async () => {
    if (inherited === undefined) delete process.env.NODE_COMPILE_CACHE;
    else process.env.NODE_COMPILE_CACHE = inherited;
    await rm(cache, { recursive: true });
  });
  beforeEach(async () => {
    engine = await startStubEngine();
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.stop()));
    engine.stop();
  });

  function config(behaviour: string) {
    return {
      values: {
        'fixture:behaviour': behaviour,
        'fixture:object': '{"list":[1,"two"]}',
        'fixture:password': 'hunter2',
      },
      secretKeys: ['fixture:password'],
    };
  }

  function run(behaviour: string, lines: string[] = [], dryRun = true) {
    const keep = (line: string) => lines.push(line);
    const program = startProgram({
      project,
      stack: 'test',
      config: config(behaviour),
      monitor: engine.address,
      engine: engine.address,
      dryRun,
      onStdout: keep,
      onStderr: keep,
    });
    children.push(program);
    return program;
  }

  async function pack(behaviour = 'ok', folder = 'pack', onStderr?: (line: string) => void) {
    const server = await startPolicyPack({
      folder: path.join(fixtures, folder),
      engine: engine.address,
      project,
      stack: 'test',
      config: config(behaviour),
      dryRun: true,
      onStderr,
    });
    children.push(server);
    return server;
  }

  it('run the program with its configuration, secrets marked, and deliver what it prints', async () => {
    const lines: string[] = [];
    expect(await run('ok', lines).done).to.deep.equal({ kind: 'succeeded' });
    expect(lines).to.have.members(['printed by test of fixture', 'complained']);
    expect(engine.outputs).to.deep.equal({
      given: { list: [1, 'two'] },
      secret: new Secret('hunter2'),
      dryRun: true,
    });
  });

  it('tell a program that has said why it failed from one that has not', async () => {
    expect(await run('throw').done).to.deep.equal({ kind: 'reported' });
    expect(engine.logged.map(({ message }) => message)).to.include('the program refuses');
    expect(await run('exit').done).to.deep.equal({
      kind: 'failed',
      message: 'The program ended with exit code 7.',
    });
  });

  it('end when they are stopped, a busy one too', async () => {
    const lines: string[] = [];
    const busy = run('busy', lines);
    while (!lines.includes('busy')) await new Promise((resolve) => setTimeout(resolve, 10));
    await busy.stop();
    expect(await busy.done).to.deep.equal({ kind: 'stopped' });
    expect(lives(busy.pid)).to.equal(false);
  });

  it('serve a policy pack, and leave its compiled code for the next start', async () => {
    const server = await pack();
    const channel = connect(server.address);
    const { getAnalyzerInfo, analyze } = analyzerGrpc.AnalyzerService;
    const info = await unary(channel, getAnalyzerInfo, new emptyPb.Empty());
    expect(info.getName()).to.equal('fixture-pack');
    const request = new analyzerPb.AnalyzeRequest()
      .setType('a:b:C')
      .setUrn('urn')
      .setName('n')
      .setOptions(new analyzerPb.AnalyzerResourceOptions());
    const verdict = await unary(channel, analyze, request.setProperties(toStruct({ colour: 'red' })));
    expect(verdict.getDiagnosticsList().map((d) => d.getMessage().split('\n')[1])).to.deep.equal([
      'It is red.',
    ]);
    channel.close();
    await server.stop();
    expect(await server.ended).to.equal(
      `The policy pack in ${path.join(fixtures, 'pack')} ended by SIGTERM.`,
    );
    expect(readdirSync(cache)).to.have.length.above(0);
  });

  it('load what the SDK rarely needs when it is needed, and no earlier', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      `--require=${fileURLToPath(new URL('../../engine/children/lazyModules.cjs', import.meta.url))}`,
      path.join(fixtures, 'rareModules.cjs'),
    ]);
    expect(JSON.parse(stdout)).to.deep.equal({
      atStart: { typescript: false, arborist: false, normalise: false, automation: false, exporter: false },
      version: typescriptVersion,
      serialised: true,
      capturedPackages: true,
      workspace: 'function',
      spans: { early: false, recording: true },
      afterUse: { typescript: true, arborist: true, normalise: true, automation: true, exporter: true },
    });
  });

  it('say what a pack complained of when it does not start', async () => {
    const error = await pack('throw').catch((e) => e);
    expect(error.message).to.match(/^The policy pack in .*pack ended with exit code \d+\.\n/);
    expect(error.message).to.include('the pack is broken');
    const missing = await pack('ok', 'nowhere').catch((e) => e);
    expect(missing.message).to.equal(`There is no PulumiPolicy.yaml in ${path.join(fixtures, 'nowhere')}.`);
    const foreign = await pack('ok', 'pythonPack').catch((e) => e);
    expect(foreign.message).to.include('“python”');
  });

  it('serve a plugin folder, whose progress reaches the engine', async () => {
    const server = await startPlugin({
      folder: path.join(fixtures, 'plugin'),
      project,
      engine: engine.address,
    });
    children.push(server);
    const client = connectProvider(server.address);
    const subject = { urn: 'urn:pulumi:s::p::fixture:index:T::n', type: 'fixture:index:T', name: 'n' };
    await client.configure({ ...subject, type: 'pulumi:providers:fixture' }, {});
    const { id } = await client.create(subject, { password: new Secret('p') });
    client.close();
    expect(id).to.equal('made');
    while (engine.logged.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(engine.logged[0]).to.include({ message: 'nearly there', urn: subject.urn });
  });

  it('serve dynamic providers, whose secrets come back secret', async () => {
    const server = await startDynamicProvider({ project, engine: engine.address });
    children.push(server);
    const client = connectProvider(server.address);
    await client.attach(engine.address);
    const subject = {
      urn: 'urn:pulumi:s::p::pulumi-nodejs:dynamic:Resource::n',
      type: 'pulumi-nodejs:dynamic:Resource',
      name: 'n',
    };
    await client.configure({ ...subject, type: 'pulumi:providers:pulumi-nodejs' }, {});
    const inputs = {
      __provider:
        'exports.handler = () => ({ create: async (props) => ({ id: "d", outs: { ...props, seen: props.password } }) });',
      password: new Secret('p'),
    };
    const { id, outputs } = await client.create(subject, inputs);
    client.close();
    expect(id).to.equal('d');
    expect(outputs.password).to.deep.equal(new Secret('p'));
    expect(outputs.seen).to.equal('p');
  });

  it('end by themselves when the engine is killed', async () => {
    const parent = spawn(process.execPath, [path.join(fixtures, 'parent.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: parent.stdout }), 'line');
    const pids: number[] = JSON.parse(line);
    expect(pids.map(lives)).to.deep.equal([true, true]);
    parent.kill('SIGKILL');
    while (pids.some(lives)) await new Promise((resolve) => setTimeout(resolve, 10));
  });
});

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
