// What a table of fields cannot say about one instance.

import type { Problem, RedisSpec } from '../backend.ts';
import { mostRules, rulesOf } from './firewall.ts';
import { type Own, ownOf, version } from './own.ts';
import { leastStandbyGb, nodeGb, sizeFor, usableGib } from './sizes.ts';
import { tagProblems } from './tags.ts';

export function check(spec: RedisSpec): Problem[] {
  const own = ownOf(spec);
  return [
    ...versionProblems(spec),
    ...keyProblems(spec),
    ...regionProblems(own),
    ...sizeProblems(spec, own),
    ...firewallProblems(own),
    ...persistenceProblems(spec, own),
    ...migrationProblems(own),
    ...tagProblems(spec.tags),
  ];
}

function versionProblems(spec: RedisSpec): Problem[] {
  if (spec.version === undefined || spec.version === version) return [];
  const reason = `New clusters run Valkey ${version} and nothing else, given ${JSON.stringify(spec.version)}. Leave it out.`;
  return [{ path: 'version', reason }];
}

function keyProblems(spec: RedisSpec): Problem[] {
  if (spec.encryption.kmsKeyId === undefined) return [];
  const reason = 'DigitalOcean encrypts with keys of its own and takes none. Leave it out.';
  return [{ path: 'encryption.kmsKeyId', reason }];
}

function regionProblems({ region }: Own): Problem[] {
  if (region !== undefined) return [];
  const reason = 'Is missing and has no default. Name the region of the applications, for example fra1.';
  return [{ path: 'digitalocean.region', reason }];
}

function sizeProblems(spec: RedisSpec, { size }: Own): Problem[] {
  if (size === undefined) {
    const reason =
      `No general size has room for ${spec.memoryGb} GiB of data. Name a larger one with digitalocean.size, for ` +
      'example m-16vcpu-128gb.';
    return [{ path: 'memoryGb', reason }];
  }
  const path = 'digitalocean.size';
  if (spec.replicas > 0 && nodeGb(size) < leastStandbyGb) {
    const reason = `${size} is too small for a standby, which needs ${leastStandbyGb} GB: choose a larger one, or set replicas to 0.`;
    return [{ path, reason }];
  }
  if (spec.memoryGb === undefined || usableGib(size) >= spec.memoryGb) return [];
  const larger = sizeFor(spec.memoryGb, spec.replicas > 0);
  const reason =
    `${size} has room for ${round(usableGib(size))} GiB of data, less than memoryGb ${spec.memoryGb}. ` +
    `${larger === undefined ? 'Choose a larger one' : `Choose ${larger}`}, or leave one of the two out.`;
  return [{ path, reason }];
}

/** Without a rule DigitalOcean lets everybody in who knows the password. */
function firewallProblems({ firewall }: Own): Problem[] {
  const { length } = rulesOf(firewall);
  const path = 'digitalocean.firewall';
  if (length === 0) {
    const reason =
      'Names nobody, and a cluster without a rule is open to the internet. Name who may connect: droplets, tags, ' +
      'kubernetesClusters, apps or cidrs.';
    return [{ path, reason }];
  }
  if (length <= mostRules) return [];
  const reason = `DigitalOcean takes ${mostRules} rules, given ${length}. Tag the machines and name the tag instead.`;
  return [{ path, reason }];
}

function persistenceProblems(spec: RedisSpec, { valkey }: Own): Problem[] {
  if (spec.purpose !== 'durable' || valkey.persistence === 'rdb') return [];
  const reason =
    'Without dumps a restart can lose everything, which purpose durable rules out. Leave it out, or set purpose to cache.';
  return [{ path: 'digitalocean.valkey.persistence', reason }];
}

/** What is stored as a secret arrives as an Output. */
function migrationProblems({ migration }: Own): Problem[] {
  if (typeof migration?.password !== 'string') return [];
  const reason =
    'Stands here in clear: change it at its source, then store the new one encrypted: ' +
    "pulumi config set --secret --path 'redis-ha:digitalocean.migration.password'.";
  return [{ path: 'digitalocean.migration.password', reason }];
}

function round(gib: number): number {
  return Math.round(gib * 10) / 10;
}
