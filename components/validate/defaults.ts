// The complete specification: what was asked for, and the backend's defaults for the rest.

import type { Backend, Binding, Offers, RedisSpec, Waiver } from '../../providers/backend.ts';
import { readDay } from '../posture/day.ts';
import type { SoundArgs } from './soundArgs.ts';

export function withDefaults(args: SoundArgs, { name, offers }: Backend): RedisSpec {
  const topology = args.topology ?? offers.topologies[0] ?? 'replicated';
  const shards = args.shards ?? (topology === 'cluster' ? 3 : 1);
  const usual = topology === 'cluster' ? offers.replicas.inCluster : undefined;
  const replicas = args.replicas ?? usual ?? offers.replicas.default;
  return {
    backend: name,
    topology,
    purpose: args.purpose ?? 'durable',
    engine: args.engine,
    version: args.version,
    memoryGb: args.memoryGb,
    replicas,
    shards,
    zones: args.zones ?? defaultZones(offers, shards * (replicas + 1)),
    encryption: {
      atRest: args.encryption?.atRest ?? offers.atRest !== undefined,
      inTransit: args.encryption?.inTransit ?? true,
      kmsKeyId: args.encryption?.kmsKeyId,
    },
    snapshots: {
      retentionDays: args.snapshots?.retentionDays ?? offers.snapshots?.defaultDays ?? 0,
      window: args.snapshots?.window,
    },
    maintenanceWindow: args.maintenanceWindow,
    failover: { profile: args.failover?.profile ?? offers.profile },
    waivers: (args.waivers ?? []).map(withDay),
    allowReplacement: args.allowReplacement ?? false,
    protect: args.protect ?? false,
    tags: args.tags ?? {},
    bindings: (args.bindings ?? []).filter(isWhole),
    own: args[name] ?? {},
  };
}

/** What shape.ts found wrong in a binding is missing from it, and reported there. */
function isWhole(binding: NonNullable<SoundArgs['bindings']>[number]): binding is Binding {
  return binding.kind !== undefined && binding.name !== undefined;
}

/** A node stands in one zone, so fewer nodes than zones fill only as many. */
function defaultZones(offers: Offers, nodes: number): number {
  return Math.min(offers.zones?.default ?? 1, nodes);
}

/** The Pulumi CLI turns an unquoted date into a timestamp; everything after this sees the day. */
function withDay(waiver: Waiver): Waiver {
  return waiver.until === undefined ? waiver : { ...waiver, until: readDay(waiver.until) };
}
