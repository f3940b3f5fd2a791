// The real Pulumi CLI on the projects of these tests, with a backend in a folder and the test provider attached.
import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ProviderImplementation } from '../../engine/provider/index.ts';
import { serveProvider } from '../../engine/provider/serve.ts';
import type { TestProject } from './fixtures/project.ts';
import { type TestCloud, testCloud, testProvider } from './fixtures/testProvider.ts';

const run = promisify(execFile);

export function pulumiOnPath(): boolean {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, 'pulumi'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export interface PulumiCli {
  /** stdout; a command that fails rejects with `stdout` and `stderr` unless `mayFail`. */
  run(args: string[], o?: { mayFail?: boolean }): Promise<string>;
  stop(): Promise<void>;
}

export interface PulumiOptions {
  root: string;
  stack: string;
  /** Attached to the CLI in place of plugins, by package name. */
  providers: Record<string, ProviderImplementation>;
  /** Where its states lie. Default: a folder of its own below `root`. */
  backend?: string;
}

/** On a project of the engine's tests, with the test provider. `cloud`: its own, so that both engines may deploy the same program. */
export async function pulumiCli(project: TestProject): Promise<PulumiCli & { cloud: TestCloud }> {
  const cloud = testCloud();
  const cli = await pulumiIn({ ...project, providers: { test: testProvider(cloud) } });
  return { ...cli, cloud };
}

/** On any project, with the stack made. */
export async function pulumiIn({
  root,
  stack,
  providers,
  backend = path.join(root, '.pulumi-backend'),
}: PulumiOptions): Promise<PulumiCli> {
  const served = await Promise.all(
    Object.entries(providers).map(async ([name, provider]) => ({ name, ...(await serveProvider(provider)) })),
  );
  const home = path.join(root, '.pulumi-home');
  for (const folder of [home, backend]) mkdirSync(folder, { recursive: true });
  const env = {
    ...process.env,
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: process.env.PULUMI_CONFIG_PASSPHRASE ?? 'passphrase of the tests',
    PULUMI_SKIP_UPDATE_CHECK: '1',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: '1',
    // Makes --event-log available.
    PULUMI_DEBUG_COMMANDS: '1',
    PULUMI_DEBUG_PROVIDERS: served.map(({ name, port }) => `${name}:${port}`).join(','),
  };
  const cli: PulumiCli = {
    async run(args, { mayFail = false } = {}) {
      const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 };
      try {
        return (await run('pulumi', [...args, '--non-interactive', '--color', 'never'], options)).stdout;
      } catch (error) {
        if (mayFail && error instanceof Error && 'stdout' in error) return String(error.stdout);
        throw error;
      }
    },
    async stop() {
      await Promise.all(served.map((one) => one.stop()));
    },
  };
  await cli.run(['stack', 'init', stack]);
  return cli;
}
