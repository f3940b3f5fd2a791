// What was asked for in so many words, held against what the backend offers. Nothing here judges a default: a
// backend that cannot do what nobody asked for states so in its guarantees, and the policies judge that.

import type { Backend, Offers, Problem } from '../../providers/backend.ts';
import { either } from './nearest.ts';
import type { SoundArgs } from './soundArgs.ts';

/** Every argument that the backend cannot do, with what comes nearest. */
export function beyondOffers(args: SoundArgs, { name, offers }: Backend): Problem[] {
  const refuse = (path: string, what: string): Problem[] => [
    { path, reason: [`Backend ${name} ${what}`, offers.nearest[path]].filter(Boolean).join(' ') },
  ];
  return [
    ...choices(args, offers, refuse),
    ...counts(args, offers, refuse),
    ...encryption(args, offers, refuse),
    ...snapshots(args, offers, refuse),
    ...maintenance(args, offers, refuse),
    ...bindings(args, offers, refuse),
  ];
}

type Refuse = (path: string, what: string) => Problem[];

function choices({ topology, engine }: SoundArgs, offers: Offers, refuse: Refuse): Problem[] {
  const found: Problem[] = [];
  if (topology !== undefined && !offers.topologies.includes(topology))
    found.push(...refuse('topology', `has no topology ${topology}, only ${either(offers.topologies)}.`));
  if (engine !== undefined && !offers.engines.includes(engine))
    found.push(...refuse('engine', `does not run ${engine}, only ${either(offers.engines)}.`));
  return found;
}

function counts({ replicas, zones }: SoundArgs, offers: Offers, refuse: Refuse): Problem[] {
  const { min, max } = offers.replicas;
  const found: Problem[] = [];
  if (replicas !== undefined && (replicas < min || replicas > max))
    found.push(
      ...refuse('replicas', `runs ${min === max ? min : `${min} to ${max}`} replicas, not ${replicas}.`),
    );
  if (zones !== undefined && zones > 1 && !offers.zones)
    found.push(...refuse('zones', 'cannot spread over failure zones.'));
  if (zones !== undefined && offers.zones && zones > offers.zones.max)
    found.push(...refuse('zones', `spreads over at most ${offers.zones.max} zones, not ${zones}.`));
  return found;
}

function encryption({ encryption = {} }: SoundArgs, offers: Offers, refuse: Refuse): Problem[] {
  const { atRest, inTransit, kmsKeyId } = encryption;
  const found: Problem[] = [];
  if (atRest === true && !offers.atRest)
    found.push(...refuse('encryption.atRest', 'cannot encrypt at rest.'));
  if (atRest === false && offers.atRest === 'always')
    found.push(...refuse('encryption.atRest', 'always encrypts at rest: it cannot be switched off.'));
  if (inTransit === false && offers.inTransit === 'always')
    found.push(...refuse('encryption.inTransit', 'always encrypts in transit: it cannot be switched off.'));
  if (kmsKeyId !== undefined && !offers.atRest)
    found.push(...refuse('encryption.kmsKeyId', 'cannot encrypt at rest, so it has no use for a key.'));
  return found;
}

function snapshots({ snapshots = {} }: SoundArgs, offers: Offers, refuse: Refuse): Problem[] {
  const { retentionDays = 0, window } = snapshots;
  const found: Problem[] = [];
  if (retentionDays > 0 && !offers.snapshots)
    found.push(...refuse('snapshots.retentionDays', 'takes no snapshots that can be restored.'));
  if (offers.snapshots && retentionDays > offers.snapshots.maxDays)
    found.push(
      ...refuse(
        'snapshots.retentionDays',
        `keeps a snapshot for at most ${offers.snapshots.maxDays} days, not ${retentionDays}.`,
      ),
    );
  if (window !== undefined && !offers.snapshots)
    found.push(...refuse('snapshots.window', 'takes no snapshots that can be restored.'));
  return found;
}

function maintenance({ maintenanceWindow }: SoundArgs, offers: Offers, refuse: Refuse): Problem[] {
  if (maintenanceWindow === undefined || offers.maintenance) return [];
  return refuse('maintenanceWindow', 'has no maintenance of its own to put off.');
}

function bindings({ bindings = [] }: SoundArgs, offers: Offers, refuse: Refuse): Problem[] {
  const kinds = offers.bindings ?? [];
  return bindings.flatMap(({ kind }, index) =>
    kind === undefined || kinds.includes(kind)
      ? []
      : refuse(`bindings[${index}].kind`, `cannot write the connection to ${kind}.`),
  );
}
