// Arguments as a person wrote them -> a complete specification, or everything that is wrong with them at once.
// Pure: no SDK, no effects. How a backend's resources are made, and what is allowed by policy, is elsewhere.

import type { Backend, BackendName, Problem, RedisSpec } from '../../providers/backend.ts';
import { withDefaults } from './defaults.ts';
import { argumentFields } from './fields.ts';
import { beyondOffers } from './offers.ts';
import { type Quote, shape } from './shape.ts';
import type { SoundArgs } from './soundArgs.ts';
import { disagreements, strangers } from './together.ts';

/** The pure face of every backend. */
export type Backends = Readonly<Record<BackendName, Backend>>;

/** A specification to build from, or the problems; never both. */
export type Judged = { spec: RedisSpec; backend: Backend; problems?: undefined } | { problems: Problem[] };

/** Judges one instance's arguments. `quote` puts a wrong value in a sentence, or hides it. */
export function judgeArgs(args: unknown, backends: Backends, quote?: Quote): Judged {
  const { sound, problems } = shape(args, argumentFields, '', quote);
  const given: SoundArgs = { ...(sound as SoundArgs | undefined) };
  if (given.backend === undefined) return { problems };
  const backend = backends[given.backend];
  const spec = withDefaults(given, backend);
  const asked = [...problems, ...strangers(given), ...beyondOffers(given, backend)];
  // Where an argument was wrong the specification holds a default, which must not be blamed on the user.
  const reported = asked.map(({ path }) => path);
  const all = [
    ...asked,
    ...[...disagreements(given, spec), ...backend.check(spec)].filter(
      ({ path }) => !reported.some((one) => isWithin(one, path)),
    ),
  ];
  return all.length > 0 ? { problems: all } : { spec, backend };
}

/** Whether `inner` is the argument at `path`, or a part of it. */
function isWithin(inner: string, path: string): boolean {
  return inner === path || inner.startsWith(`${path}.`) || inner.startsWith(`${path}[`);
}
