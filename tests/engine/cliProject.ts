// The command as a person runs it: the bin in a child process, in a project of its own with its own ports.

import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { execa } from 'execa';
import { stringify } from 'yaml';
import { freePorts } from '../conformance/ports.ts';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
export const bin = join(repository, 'cli', 'bin', 'redis-ha.js');

/** What the local stack needs to pass the policies. */
const waivers = ['redis-multi-az', 'redis-encryption-at-rest', 'redis-snapshot-retention'].map((rule) => ({
  rule,
  reason: 'a test on one machine',
}));

export interface Result {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export class TestProject {
  readonly root: string;
  /** On top of this process' own. */
  environment: Record<string, string> = {};
  readonly #running = new Set<ReturnType<TestProject['start']>>();
  constructor(root: string) {
    this.root = root;
  }

  /** Writes Pulumi.STACK.yaml; `config` goes over a configuration that works. */
  async configure(stack: string, config: Record<string, unknown> = {}): Promise<void> {
    const [basePort, sentinelBasePort] = await freePorts(3, 3);
    const working = {
      'redis-ha:backend': 'local',
      'redis-ha:failover': { profile: 'balanced' },
      'redis-ha:local': { basePort, sentinelBasePort },
      'redis-ha:waivers': waivers,
    };
    await writeFile(
      join(this.root, `Pulumi.${stack}.yaml`),
      stringify({ config: { ...working, ...config } }),
    );
  }

  async run(...args: string[]): Promise<Result> {
    const { exitCode, stdout, stderr } = await this.start(...args);
    return { exitCode: exitCode ?? -1, stdout, stderr };
  }

  /** Without waiting; the child has `pid` and `kill`. */
  start(...args: string[]) {
    const child = execa(process.execPath, [bin, ...args], {
      cwd: this.root,
      env: this.environment,
      reject: false,
      stdin: 'ignore',
      forceKillAfterDelay: 20_000,
    });
    this.#running.add(child);
    child.finally(() => this.#running.delete(child));
    return child;
  }

  /** Ends commands that still run, because their test failed half way. */
  async stop(): Promise<void> {
    for (const child of this.#running) child.kill();
    await Promise.all(this.#running);
  }

  /** Runs with `--json`: nothing on stderr, one document on stdout. */
  async json(...args: string[]): Promise<{ exitCode: number; document: Record<string, unknown> }> {
    const { exitCode, stdout, stderr } = await this.run(...args, '--json');
    expect(stderr).to.equal('');
    return { exitCode, document: JSON.parse(stdout) };
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.root, { recursive: true, force: true });
  }
}

/** A project that runs this repository's program and policies, with one working stack, `local`. */
export async function makeProject(): Promise<TestProject> {
  const root = await mkdtemp(join(tmpdir(), 'redis-ha-cli-'));
  const runtime = { name: 'nodejs', options: { typescript: false } };
  await writeFile(
    join(root, 'Pulumi.yaml'),
    stringify({ name: 'redis-ha', runtime, main: join(repository, 'index.ts') }),
  );
  for (const folder of ['policy', 'node_modules'])
    await symlink(join(repository, folder), join(root, folder));
  const project = new TestProject(root);
  await project.configure('local');
  return project;
}

/** The command after a line of shell. */
export async function redisHaIn(root: string, line: string, ...args: string[]): Promise<Result> {
  const command = `${line}; exec "$0" "$@"`;
  const { exitCode, stdout, stderr } = await execa('sh', ['-c', command, process.execPath, bin, ...args], {
    cwd: root,
    reject: false,
    stdin: 'ignore',
  });
  return { exitCode: exitCode ?? -1, stdout, stderr };
}
