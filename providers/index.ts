// Which backends there are and how their halves are loaded: the pure faces at once, what makes resources and what
// looks at a deployment only for the backend that is asked for. Nothing here knows what any backend does.

import { createRequire } from 'node:module';
import type { Backend, BackendName, BackendOperations, BackendResources } from './backend.ts';
import { digitalocean } from './digitalocean/index.ts';
import { elasticache } from './elasticache/index.ts';
import { kubernetes } from './kubernetes/index.ts';
import { local } from './local/index.ts';
import { upstash } from './upstash/index.ts';

/** The pure faces, in the order the documentation lists them. */
export const backends: Readonly<Record<BackendName, Backend>> = {
  local,
  kubernetes,
  elasticache,
  digitalocean,
  upstash,
};

const require = createRequire(import.meta.url);

/** The npm package that this backend needs and this installation lacks. */
export function missingPackage({ needs }: Backend): string | undefined {
  if (needs === undefined) return undefined;
  try {
    require.resolve(`${needs}/package.json`);
    return undefined;
  } catch {
    return needs;
  }
}

/**
 * The half that makes resources. Synchronous, because a component's constructor is: `require` loads ECMAScript
 * modules too as long as none of them awaits at its top level.
 */
export function loadResources(name: BackendName): BackendResources {
  return require(`./${name}/resources.ts`) as BackendResources;
}

/** The half that looks at a deployment. */
export async function loadOperations(name: BackendName): Promise<BackendOperations> {
  return (await import(`./${name}/operate.ts`)) as BackendOperations;
}
