import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PublicPack {
  name: string;
  /** Absent where npm could not install it. */
  folder?: string;
}

const name = '@pulumi/awsguard 0.3.1';

/** The pack of AWS best practices that Pulumi published; the only one on npm that still starts. Installed as its page says. */
export async function publicPack(home: string): Promise<PublicPack> {
  const folder = join(home, 'public-pack');
  await mkdir(folder, { recursive: true });
  const manifest = { name: 'public', version: '1.0.0', private: true };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'PulumiPolicy.yaml'), 'runtime: nodejs\nmain: index.js\n');
  await writeFile(
    join(folder, 'index.js'),
    "const { AwsGuard } = require('@pulumi/awsguard');\nnew AwsGuard({ all: 'advisory' });\n",
  );
  return (await installs(folder, name.replace(' ', '@'))) ? { name, folder } : { name };
}

async function installs(folder: string, what: string): Promise<boolean> {
  const child = spawn('npm', ['install', '--no-audit', '--no-fund', '--silent', what], {
    cwd: folder,
    stdio: 'ignore',
  });
  return await new Promise((resolve) =>
    child.once('error', () => resolve(false)).once('close', (code) => resolve(code === 0)),
  );
}
