// For TypeScript in CommonJS: each dist/NAME.d.ts again as NAME.d.cts. The code is one and the same, ESM that `require`
// loads too (Node 20.19 and later); with module node16 TypeScript does not believe it, unless the types say CommonJS.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '../dist');
const names = await readdir(dist, { recursive: true });
for (const name of names.filter((each) => each.endsWith('.d.ts'))) {
  const types = await readFile(join(dist, name), 'utf8');
  const relative = /((?:from|import\()\s*['"]\.{1,2}\/[^'"]*)\.ts(?=['"])/g;
  await writeFile(join(dist, name.replace(/\.d\.ts$/, '.d.cts')), types.replace(relative, '$1.cts'));
}
