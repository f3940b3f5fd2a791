// `npm run schema`: writes stack.schema.json.

import { writeFileSync } from 'node:fs';
import { stackSchema } from './index.ts';

writeFileSync(
  new URL('stack.schema.json', import.meta.url),
  `${JSON.stringify(stackSchema(), undefined, 2)}\n`,
);
