import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { imageScript, missingImages } from './images.ts';
import { cache, debian, programs } from './layout.ts';

const script = (name: string): string => path.join(import.meta.dirname, 'build', name);

/** Builds and unpacks what is not there yet: five minutes of processor time once, nothing afterwards. */
export async function prepare(): Promise<void> {
  await mkdir(cache, { recursive: true, mode: 0o700 });
  await sh(script('kubernetes.sh'), programs);
  await sh(script('packages.sh'), debian);
  for (const { archive, name, workdir, programs } of missingImages()) {
    const pairs = Object.entries(programs).map(([program, file]) => `${program}=${file}`);
    await sh(imageScript, archive, name, workdir, debian, ...pairs);
  }
}

async function sh(file: string, ...args: string[]): Promise<void> {
  const child = spawn('sh', [file, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(`sh ${path.basename(file)} ${args.join(' ')} ended with ${code}; its reason is above.`);
}
