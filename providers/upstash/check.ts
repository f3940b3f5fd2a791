// What a table of fields cannot say about one instance.

import type { Problem, RedisSpec } from '../backend.ts';
import { isGlobal, type Own, ownOf } from './own.ts';

export function check(spec: RedisSpec): Problem[] {
  const own = ownOf(spec);
  return [
    ...sizeProblems(spec),
    ...regionProblems(own),
    ...prodPackProblems(spec, own),
    ...keyProblems(spec),
    ...tagProblems(spec),
  ];
}

/** What a service without servers has no place for. */
function sizeProblems({ version, memoryGb }: RedisSpec): Problem[] {
  const found: Problem[] = [];
  if (version !== undefined)
    found.push({ path: 'version', reason: 'Upstash runs one version for everybody. Leave it out.' });
  if (memoryGb !== undefined)
    found.push({
      path: 'memoryGb',
      reason: 'Upstash has no sizes: it bills what is stored, up to upstash.budget. Leave it out.',
    });
  return found;
}

function regionProblems(own: Own): Problem[] {
  if (!isGlobal(own)) return regionalProblems(own);
  const { primaryRegion, readRegions } = own;
  if (primaryRegion === undefined) {
    const reason =
      'Is missing and has no default. Name the region that writes come from, for example eu-central-1.';
    return [{ path: 'upstash.primaryRegion', reason }];
  }
  return readRegions.flatMap((region, index) => {
    const path = `upstash.readRegions[${index}]`;
    if (region === primaryRegion)
      return [{ path, reason: `${region} is the primary region, which is read from anyway. Leave it out.` }];
    if (readRegions.indexOf(region) < index)
      return [{ path, reason: `${region} stands there already. Leave it out.` }];
    return [];
  });
}

function regionalProblems({ region, primaryRegion, readRegions }: Own): Problem[] {
  const remedy = `Leave it out, or set upstash.region to global instead of ${region}.`;
  const found: Problem[] = [];
  if (primaryRegion !== undefined)
    found.push({ path: 'upstash.primaryRegion', reason: `A regional database has one region. ${remedy}` });
  if (readRegions.length > 0)
    found.push({ path: 'upstash.readRegions', reason: `A regional database has one region. ${remedy}` });
  return found;
}

/** https://upstash.com/docs/common/help/production-checklist: both come with the Prod Pack only. */
function prodPackProblems({ encryption, zones }: RedisSpec, { prodPack }: Own): Problem[] {
  if (prodPack) return [];
  const found: Problem[] = [];
  if (encryption.atRest)
    found.push({
      path: 'encryption.atRest',
      reason:
        'Upstash encrypts at rest with the Prod Pack only. Set upstash.prodPack to true, or this to false, which needs ' +
        'a waiver of redis-encryption-at-rest.',
    });
  if (zones > 1)
    found.push({
      path: 'zones',
      reason: 'Upstash spreads over zones with the Prod Pack only: set upstash.prodPack to true.',
    });
  return found;
}

function keyProblems({ encryption }: RedisSpec): Problem[] {
  if (encryption.kmsKeyId === undefined) return [];
  const reason = 'Upstash encrypts with keys of its own and takes none. Leave it out.';
  return [{ path: 'encryption.kmsKeyId', reason }];
}

function tagProblems({ tags }: RedisSpec): Problem[] {
  if (Object.keys(tags).length === 0) return [];
  return [{ path: 'tags', reason: 'A database at Upstash has no tags. Leave them out.' }];
}
