import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildImage, state, type TestImage } from '../cluster/index.ts';

const repository = path.resolve(import.meta.dirname, '../../../..');
/** Where the repository's part lies in the image. */
export const home = '/app';
/** What the writing process imports, and the clients that a bench compares. */
const folders = ['client', 'cli', 'providers', 'bench', 'tests/live/kubernetes/writing'];
const packages = ['ioredis', 'lru-cache'];

/** An application of this project: Node, the client package, the writers of the drill. Made anew each time, since these change. */
export async function applicationImage(): Promise<TestImage> {
  const trees = [...folders, ...(await packageFolders(packages))];
  const image: TestImage = {
    name: 'redis-ha.test/application:1',
    workdir: home,
    programs: { node: process.execPath },
    trees: Object.fromEntries(
      [...trees, 'package.json'].map((tree) => [path.join(home, tree), path.join(repository, tree)]),
    ),
    archive: path.join(state, 'application.tar'),
  };
  await buildImage(image);
  return image;
}

/** Of the packages and all they depend on, as they lie in node_modules. */
async function packageFolders(names: readonly string[], found = new Set<string>()): Promise<string[]> {
  for (const name of names) {
    const folder = path.join('node_modules', name);
    if (found.has(folder)) continue;
    found.add(folder);
    const manifest = JSON.parse(await readFile(path.join(repository, folder, 'package.json'), 'utf8'));
    await packageFolders(Object.keys(manifest.dependencies ?? {}), found);
  }
  return [...found];
}
