// What each backend's own object among the arguments may hold, a file for each. words.ts: what several are made of.
// Not here: what all backends have in common (../fields.ts), and what a backend makes of it (providers/).

import type { LocalArgs } from '../../args/index.ts';
import { object } from '../field.ts';
import { digitalocean } from './digitalocean.ts';
import { elasticache } from './elasticache.ts';
import { kubernetes } from './kubernetes.ts';
import { upstash } from './upstash.ts';
import { name, port } from './words.ts';

export { name, truth } from './words.ts';

/** Each backend's own object. */
export const ownFields = {
  local: object<LocalArgs>({ basePort: port, sentinelBasePort: port, busBasePort: port, directory: name }),
  kubernetes,
  elasticache,
  digitalocean,
  upstash,
};
