// npm run docs: writes docs/backends.md's tables. With --check, fails where they are not what the backends say.

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { between } from '../show/marked.ts';
import { markdown } from './matrix.ts';

const page = fileURLToPath(new URL('../../docs/backends.md', import.meta.url));
const before = await readFile(page, 'utf8');
const now = between(before, 'matrix', markdown());
if (!process.argv.includes('--check')) await writeFile(page, now);
else if (now !== before) {
  console.error('docs/backends.md is not what the backends say any more: run npm run docs.');
  process.exitCode = 1;
}
