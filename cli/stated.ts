import { findings } from '../components/posture/findings.ts';
import { defaultThresholds } from '../components/posture/thresholds.ts';
import { withDefaults } from '../components/validate/defaults.ts';
import { argumentFields } from '../components/validate/fields.ts';
import { shape } from '../components/validate/shape.ts';
import type { SoundArgs } from '../components/validate/soundArgs.ts';
import type { BackendName, Guarantees } from '../providers/backend.ts';
import { backends } from '../providers/index.ts';

export type StatedArgs = Readonly<Record<string, unknown>> & { readonly backend: BackendName };

/** What a backend states of arguments, before anybody deploys them. */
export interface Stated {
  guarantees: Guarantees;
  /** Rules that they would violate without a waiver, judged as the pack judges them. */
  violated: readonly string[];
}

/** Of arguments that name their backend. What an account has to name (a network, a region) may be missing. */
export function stated(args: StatedArgs): Stated {
  const given: SoundArgs = { ...(shape(args, argumentFields, '').sound as SoundArgs | undefined) };
  const backend = backends[args.backend];
  const spec = withDefaults(given, backend);
  const guarantees = backend.guarantees(spec);
  const found = findings({ ...spec, guarantees }, defaultThresholds, new Date(), { name: 'main' });
  return { guarantees, violated: found.map(({ rule }) => rule) };
}
