import type { UpstashArgs } from '../../args/index.ts';
import { object } from '../field.ts';
import { ipv4Range, name, truth } from './words.ts';

export const upstash = object<UpstashArgs>({
  region: name,
  primaryRegion: name,
  readRegions: { kind: 'list', of: name },
  prodPack: truth,
  budget: { kind: 'number', whole: true, min: 1 },
  autoScale: truth,
  ipAllowlists: { kind: 'list', of: ipv4Range },
});
