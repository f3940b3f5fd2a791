import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/**
 * Replaces a file as a whole: after a crash it holds the old content or the new. On disk when it resolves.
 * Mode 0600.
 */
export async function replaceFile(file: string, content: Uint8Array): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(path.dirname(file));
}

/** The rename itself must survive a power cut. Windows cannot open a folder, and needs not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
