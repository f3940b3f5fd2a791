import { findings } from '../../components/posture/findings.ts';
import { defaultThresholds } from '../../components/posture/thresholds.ts';
import { withDefaults } from '../../components/validate/defaults.ts';
import { argumentFields } from '../../components/validate/fields.ts';
import { shape } from '../../components/validate/shape.ts';
import type { SoundArgs } from '../../components/validate/soundArgs.ts';
import type { Posture } from '../../cost/index.ts';
import { findBackend } from '../../providers/index.ts';

/** Which rules a configuration would violate, asked of the backend's own statement and judged as the pack judges it. */
export const posture: Posture = (args) => {
  const given: SoundArgs = { ...(shape(args, argumentFields, '').sound as SoundArgs | undefined) };
  const backend = given.backend && findBackend(given.backend);
  if (!backend) return undefined;
  const spec = withDefaults(given, backend);
  const judged = { ...spec, guarantees: backend.guarantees(spec) };
  return findings(judged, defaultThresholds, new Date(), { name: 'main' }).map(({ rule }) => rule);
};
