// `npm run observability`: writes the files that are made from code.

import { writeFileSync } from 'node:fs';
import { generatedFiles } from './files.ts';

for (const [name, text] of Object.entries(generatedFiles()))
  writeFileSync(new URL(name, import.meta.url), text);
