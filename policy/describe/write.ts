// `npm run policies`: writes what is made from the rules' metadata. With --check it writes nothing and fails where a file is stale.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rules } from '../rules/index.ts';
import { descriptions } from './index.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/policies.md'), 'utf8');
const stale = [...descriptions(rules, page)].filter(([path, text]) => current(path) !== text);

if (process.argv.includes('--check')) {
  for (const [path] of stale)
    console.error(`${path} is not what the rules say; write it with: npm run policies`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
