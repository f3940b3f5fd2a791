import type { Links, Settling } from '../group/index.ts';
import { loopback } from '../redis/index.ts';
import type { Transfer } from './decide.ts';
import type { Reporting } from './look.ts';

/** Slots moved between two nodes before the cluster is looked at again. */
const untilLook = 512;
/** Slots that stand open at once: a node writes its own file once for all that come together, and waits for the disk each time. */
const openAtOnce = 32;
/** Keys in one MIGRATE, which blocks both ends while it runs: as many as redis-cli takes. */
const keysAtOnce = 10;
const migrateMs = 5000;

/**
 * Moves slots with all their keys while clients use them (cluster spec, "Cluster live reconfiguration"): the taker answers for
 * keys that have come over, the giver for those that have not. Cut short anywhere, it goes on with the open slots.
 */
export async function transfer(transfers: readonly Transfer[], s: Settling, links: Links): Promise<void> {
  const byGiver = Map.groupBy(transfers, ({ from }) => from);
  await Promise.all(
    [...byGiver.values()].map(async (own) => {
      for (const { from, to, slots } of own) {
        for (const part of parts(slots.slice(0, untilLook), openAtOnce)) {
          s.signal.throwIfAborted();
          await transferSlots(part, from, to, s, links);
        }
        const left = Math.max(0, slots.length - untilLook);
        s.progress(`${to.name} takes slots from ${from.name}${left > 0 ? `, ${left} to go` : ''}`);
      }
    }),
  );
}

async function transferSlots(
  slots: readonly number[],
  from: Reporting,
  to: Reporting,
  s: Settling,
  links: Links,
): Promise<void> {
  const setSlots = (node: Reporting, ...words: string[]) =>
    Promise.all(slots.map((slot) => links.call(node.target, 'CLUSTER', 'SETSLOT', slot, ...words)));
  await setSlots(to, 'IMPORTING', from.report.id);
  await setSlots(from, 'MIGRATING', to.report.id);
  for (const slot of slots) await moveKeys(slot, from, to, s, links);
  // The taker first: should this end in between, there is one that serves the slots.
  await setSlots(to, 'NODE', to.report.id);
  await setSlots(from, 'NODE', to.report.id);
}

async function moveKeys(
  slot: number,
  from: Reporting,
  to: Reporting,
  s: Settling,
  links: Links,
): Promise<void> {
  for (;;) {
    const keys = await links.call(from.target, 'CLUSTER', 'GETKEYSINSLOT', slot, keysAtOnce);
    if (!Array.isArray(keys) || keys.length === 0) return;
    const { password } = s.group.record;
    // REPLACE: a move that was cut short may have left a copy, older than what the giver has.
    const how = ['REPLACE', 'AUTH', password, 'KEYS', ...keys.map(String)];
    await links.call(from.target, 'MIGRATE', loopback, to.port, '', 0, migrateMs, ...how);
  }
}

function parts(slots: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(slots.length / size) }, (_, i) =>
    slots.slice(i * size, (i + 1) * size),
  );
}
