// In the repository Node reads the TypeScript; under node_modules it refuses to, and the package has it built.
// Pulumi would compile a pack that is given as TypeScript with a bundled ts-node, slowly.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const source = existsSync(join(__dirname, 'index.ts')) ? './index.ts' : './dist/policy/index.js';
import(source).catch((error) => {
  // The policy server would go on with the rules it has: a pack that is not whole must not judge.
  console.error(error.name === 'PackSettingsError' ? error.message : error);
  process.exit(1);
});
