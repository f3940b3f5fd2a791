import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { imageScript, missingImages, type TestImage } from './images.ts';
import { cache, debian, packagesScript, programs } from './layout.ts';

const kubernetesScript = path.join(import.meta.dirname, 'build', 'kubernetes.sh');

/** Builds and unpacks what is not there yet: five minutes of processor time once, nothing afterwards. */
export async function prepare(): Promise<void> {
  await mkdir(cache, { recursive: true, mode: 0o700 });
  await sh(kubernetesScript, programs);
  await sh(packagesScript, debian);
  for (const image of missingImages()) await buildImage(image);
}

export async function buildImage(image: TestImage): Promise<void> {
  const { archive, name, workdir, programs, trees = {}, libraries = [] } = image;
  const copies = Object.entries({ ...programs, ...trees }).map(([to, from]) => `${to}=${from}`);
  await run([imageScript, archive, name, workdir, debian, ...copies], { LIBRARIES: libraries.join(':') });
}

function sh(...words: [string, ...string[]]): Promise<void> {
  return run(words, {});
}

async function run([file = '', ...args]: string[], env: Record<string, string>): Promise<void> {
  const child = spawn('sh', [file, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(`sh ${path.basename(file)} ${args.join(' ')} ended with ${code}; its reason is above.`);
}
