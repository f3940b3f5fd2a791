import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { unpacked } from '../../../debian/index.ts';
import { image, type TestImage } from './images.ts';
import { buildImage } from './prepare.ts';

/** An image with a program of Debian that not every cluster needs; its package is called as the program is. */
export async function packagedImage(program: string): Promise<TestImage> {
  const found = await unpacked(program);
  if ('missing' in found) throw new Error(`The image of ${program} ${found.missing}`);
  const usr = path.join(found.root, 'usr');
  const file = ['bin', 'sbin'].map((bin) => path.join(usr, bin, program)).find(existsSync) ?? '';
  const libraries = (await readdir(path.join(usr, 'lib')).catch(() => []))
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => path.join(usr, 'lib', name));
  // Whatever version Debian has; a deployment wants an exact tag.
  const name = `redis-ha.test/${program}:1.0.0`;
  const made = image({ name, workdir: '/', programs: { [program]: file }, libraries });
  if (!existsSync(made.archive)) await buildImage(made);
  return made;
}
