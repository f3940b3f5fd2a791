import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport } from '../../engine/deploy/inputReport.ts';
import type { DeployError } from '../../engine/events.ts';

/** Where a program run by the Pulumi CLI leaves its input property errors: the CLI itself passes on only their text. */
export interface Mistakes {
  /** For NODE_OPTIONS of the CLI. */
  readonly nodeOption: string;
  /** What the program reported; empty when its configuration was right. */
  read(): DeployError[];
  close(): void;
}

export function watchMistakes(): Mistakes {
  const folder = mkdtempSync(join(tmpdir(), 'redis-ha-mistakes-'));
  const file = join(folder, 'input-errors.json');
  const preload = new URL('../../engine/deploy/inputErrors.ts', import.meta.url);
  preload.searchParams.set('report', file);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // A second Ctrl-C ends this process without coming to any `finally`.
  process.on('exit', remove);
  return {
    nodeOption: `--import=${preload.href}`,
    read: () => readReport(file),
    close() {
      process.off('exit', remove);
      remove();
    },
  };
}
