// One preview of the project in a folder, by the embedded engine and without a pack: what bench:preview runs as a process.

import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { argv } from 'node:process';

const root = argv[2] ?? '.';
// As our command does it, so that only the program differs.
process.env.NODE_COMPILE_CACHE = join(root, '.cache');
enableCompileCache(process.env.NODE_COMPILE_CACHE);

const [{ preview }, { providers }] = await Promise.all([
  import('../../engine/index.ts'),
  import('../../cli/engines/providers.ts'),
]);
const { status, errors } = await preview({
  root,
  stack: 'prod',
  stateFolder: join(root, '.state'),
  policyPacks: [],
  providers,
});
if (status !== 'succeeded') {
  console.error(errors.map(({ message }) => message).join('\n'));
  process.exitCode = 1;
}
