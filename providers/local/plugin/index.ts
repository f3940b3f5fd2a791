// The provider redis-local as a plugin of the Pulumi CLI: finds the project it works for and serves.
// Our own engine does not come through here; it holds the provider in its process.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { runPlugin } from '../../../engine/provider/runPlugin.ts';
import { RedisLocal } from '../provider/index.ts';

await runPlugin(new RedisLocal({ root: projectRoot(process.cwd()) }));

/** The nearest folder upwards that holds a Pulumi project. */
function projectRoot(from: string): string {
  if (existsSync(path.join(from, 'Pulumi.yaml'))) return from;
  const above = path.dirname(from);
  if (above !== from) return projectRoot(above);
  throw new Error(
    'redis-local works inside a Pulumi project: no Pulumi.yaml in this folder or any above it.',
  );
}
