import { findings } from '../components/posture/findings.ts';
import { defaultThresholds } from '../components/posture/thresholds.ts';
import { withDefaults } from '../components/validate/defaults.ts';
import { argumentFields } from '../components/validate/fields.ts';
import { shape } from '../components/validate/shape.ts';
import type { SoundArgs } from '../components/validate/soundArgs.ts';
import type { Guarantees } from '../providers/backend.ts';
import { findBackend } from '../providers/index.ts';

/** What a backend states of arguments, before anybody deploys them. */
export interface Stated {
  guarantees: Guarantees;
  /** Rules that they would violate without a waiver, judged as the pack judges them. */
  violated: readonly string[];
}

/** Undefined for a backend that is not built. What an account has to name (a network, a region) may be missing. */
export function stated(args: Readonly<Record<string, unknown>>): Stated | undefined {
  const given: SoundArgs = { ...(shape(args, argumentFields, '').sound as SoundArgs | undefined) };
  const backend = given.backend && findBackend(given.backend);
  if (!backend) return undefined;
  const spec = withDefaults(given, backend);
  const guarantees = backend.guarantees(spec);
  const found = findings({ ...spec, guarantees }, defaultThresholds, new Date(), { name: 'main' });
  return { guarantees, violated: found.map(({ rule }) => rule) };
}
