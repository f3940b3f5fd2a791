import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { debian, images } from './layout.ts';

export const imageScript = path.join(import.meta.dirname, 'build', 'image.sh');

/** What an image is made of. */
interface Recipe {
  name: string;
  workdir: string;
  /** Name in /usr/bin: file it is copied from. */
  programs: Record<string, string>;
  /** Path in the image: folder or file it is copied from. */
  trees?: Record<string, string>;
  /** Folders with libraries of the programs that neither this machine has nor the cluster's own packages. */
  libraries?: string[];
}

export interface TestImage extends Recipe {
  /** As `docker save` writes it. */
  archive: string;
}

/** What keeps a pod's network: it only waits. */
export const pauseImage = image({ name: 'redis-ha.test/pause:1', workdir: '/', programs: {} });
/** These two differ in what an image may differ in: names of the programs, and whether there is a working folder. */
export const redisImage = image({
  name: 'redis-ha.test/redis:7.0.15',
  workdir: '/',
  programs: unpacked('redis', ['redis-server', 'redis-cli']),
});
export const valkeyImage = image({
  name: 'redis-ha.test/valkey:8.0.1',
  workdir: '/data',
  programs: unpacked('valkey', ['valkey-server', 'valkey-cli']),
});
/** On every node from its start. */
export const testImages = [pauseImage, redisImage, valkeyImage];

export function missingImages(): TestImage[] {
  return testImages.filter(({ archive }) => !existsSync(archive));
}

/** Another recipe is another archive, so that none of an older one is taken. */
export function image(recipe: Recipe): TestImage {
  const made = createHash('sha256')
    .update(JSON.stringify(recipe))
    .update(readFileSync(imageScript))
    .digest('hex');
  const base = path.basename(recipe.name).replace(':', '-');
  return { ...recipe, archive: path.join(images, `${base}-${made.slice(0, 10)}.tar`) };
}

function unpacked(server: string, names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, path.join(debian, server, 'root/usr/bin', name)]));
}
