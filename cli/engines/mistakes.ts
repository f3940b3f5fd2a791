import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  return {
    nodeOption: `--import=${preload.href}`,
    read() {
      if (!existsSync(file)) return [];
      const problems: { property: string; reason: string }[] = JSON.parse(readFileSync(file, 'utf8'));
      return problems.map(({ property, reason }) => ({ message: reason, ...(property ? { property } : {}) }));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
