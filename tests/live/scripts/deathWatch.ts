import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

let watch: ChildProcess | undefined;

/** Sees to it that a group of processes ends with this process, however that ends: a killed one cleans up nothing. */
export function outlive(group: number): void {
  if (!watch) {
    watch = spawn(process.execPath, [path.join(import.meta.dirname, 'watcher.ts')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    watch.unref();
    (watch.stdin as unknown as { unref?(): void } | null)?.unref?.();
  }
  watch.stdin?.write(`began ${group}\n`);
}

/** It has ended by itself; its number may be another's soon. */
export function forget(group: number): void {
  watch?.stdin?.write(`ended ${group}\n`);
}
