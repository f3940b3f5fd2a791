import { lockStack } from '../engine/state/index.ts';
import type { Opened } from './deployed.ts';
import { stateFolderOf } from './engines/index.ts';

/**
 * Runs something that moves a stack's servers, while no `up`, `destroy`, drill or hand-over of this machine does. Fails with
 * `failed` where one does, naming its process. `work` is what others are told, with its article.
 */
export async function alone<T>(
  { project }: Opened,
  stack: string,
  work: string,
  run: () => Promise<T>,
): Promise<T> {
  const lock = await lockStack(stateFolderOf(project.root, stack), work);
  try {
    return await run();
  } finally {
    await lock.release();
  }
}
