import { setTimeout as sleep } from 'node:timers/promises';
import { Links, Patience, type Settling } from '../group/index.ts';
import { decideCluster } from './decide.ts';
import { type ClusterView, lookAtCluster } from './look.ts';
import { take } from './steps.ts';

const pollMs = 100;
/** A MIGRATE of large values takes its time. */
const linkDeadlineMs = 6000;

/**
 * Brings a cluster from whatever state to one in which all know each other, every slot has one primary, every shard its
 * replicas in sync, and no shard that is to go has slots. Does nothing when it is there already. Answers the view it ended
 * with; throws a sentence when it stands still.
 */
export async function settleCluster(s: Settling): Promise<ClusterView> {
  const links = new Links(linkDeadlineMs);
  const patience = new Patience();
  let worked = false;
  try {
    for (;;) {
      s.signal.throwIfAborted();
      const view = await lookAtCluster(s.group, links);
      const decision = decideCluster(view);
      if (decision.kind === 'incomplete') return view;
      if (decision.kind === 'settled') {
        if (worked) s.progress('every slot is covered, all replicas in sync');
        return view;
      }
      worked = true;
      // Whoever is asked to act may just have gone: the next look decides anew.
      const trouble = await take(decision, s, links).catch((error: Error) => error.message);
      patience.spend(trouble ?? '', progressOf(view));
      if (trouble !== undefined) await sleep(pollMs, undefined, { signal: s.signal });
    }
  } finally {
    links.close();
  }
}

/** What moves while a cluster settles: data being loaded or copied, and slots. */
function progressOf({ nodes }: ClusterView): unknown[] {
  return nodes.map(({ report }) => [
    report?.slots,
    report?.known.length,
    report?.link !== 'up' && [report?.offset, report?.keys],
  ]);
}
