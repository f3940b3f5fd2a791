// The real Pulumi CLI on the projects of these tests, with a backend in a folder and the test provider attached.
import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
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
  /** Its own, so that both engines may deploy the same program. */
  cloud: TestCloud;
  /** stdout; a command that fails rejects with `stdout` and `stderr` unless `mayFail`. */
  run(args: string[], o?: { mayFail?: boolean }): Promise<string>;
  stop(): Promise<void>;
}

export async function pulumiCli(project: TestProject): Promise<PulumiCli> {
  const cloud = testCloud();
  const provider = await serveProvider(testProvider(cloud));
  const [home, backend] = ['home', 'backend'].map((name) => path.join(project.root, `.pulumi-${name}`));
  for (const folder of [home, backend]) mkdirSync(folder ?? '', { recursive: true });
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
    PULUMI_DEBUG_PROVIDERS: `test:${provider.port}`,
  };
  const cli: PulumiCli = {
    cloud,
    async run(args, { mayFail = false } = {}) {
      const options = { cwd: project.root, env, maxBuffer: 64 * 1024 * 1024 };
      try {
        return (await run('pulumi', [...args, '--non-interactive', '--color', 'never'], options)).stdout;
      } catch (error) {
        if (mayFail && error instanceof Error && 'stdout' in error) return String(error.stdout);
        throw error;
      }
    },
    stop: () => provider.stop(),
  };
  await cli.run(['stack', 'init', project.stack]);
  return cli;
}
