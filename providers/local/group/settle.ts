import { setTimeout as sleep } from 'node:timers/promises';
import { loopback } from '../redis/index.ts';
import { type Decision, decide } from './decide.ts';
import { type Group, recordPrimary } from './folder.ts';
import { forgetReplicas } from './forget.ts';
import { promote } from './handover.ts';
import { Links } from './links.ts';
import { quicken } from './periods.ts';
import { type GroupView, latestEpoch, look, type ServerView } from './view.ts';

export interface Settling {
  group: Group;
  progress(message: string): void;
  signal: AbortSignal;
}

const pollMs = 50;
const linkDeadlineMs = 1000;
/** Standing still for so long is a failure; any progress begins it anew. Longer than a failover with its second try. */
const patienceMs = 25_000;

/**
 * Brings a group from whatever state to one primary that a quorum of Sentinels names, followed by all other
 * servers that run. Does nothing when it is there already, and nothing yet while too few Sentinels run.
 * Answers the view it ended with; throws a sentence when it stands still.
 */
export async function settle(s: Settling): Promise<GroupView> {
  const links = new Links(linkDeadlineMs);
  const patience = new Patience();
  let slow: (() => Promise<void>) | undefined;
  try {
    for (;;) {
      s.signal.throwIfAborted();
      const view = await look(s.group, links);
      const decision = decide(view);
      if (decision.kind === 'incomplete') return view;
      if (decision.kind === 'settled') {
        await recordPrimary(s.group, decision.primary.name, latestEpoch(view));
        if (slow) s.progress(`${decision.primary.name} is primary, all replicas in sync`);
        return view;
      }
      slow ??= await quicken(view.sentinels, links);
      // Whoever is asked to act may just have gone, or begun to load: the next look decides anew.
      const trouble = await step(decision, view, links, s).catch((error: Error) => error.message);
      patience.spend(trouble ?? '', progressOf(view));
      if (trouble !== undefined) await sleep(pollMs, undefined, { signal: s.signal });
    }
  } finally {
    await slow?.();
    links.close();
  }
}

/** Takes one step; answers what it waits for when there is none to take. */
async function step(decision: Step, view: GroupView, links: Links, s: Settling): Promise<string | undefined> {
  switch (decision.kind) {
    case 'wait':
      return decision.why;
    case 'release':
      await release(decision.server, links, s);
      break;
    case 'follow':
      await follow(decision.servers, decision.primary, links, s);
      break;
    case 'handOver':
      s.progress(
        `${decision.to.name} takes over: ${decision.from.name} came back without the data its replicas have`,
      );
      await promote(s, view, decision.to, links);
      break;
    case 'forget':
      await forgetReplicas(s, view, decision.ports, links);
  }
  return undefined;
}

type Step = Exclude<Decision, { kind: 'incomplete' | 'settled' }>;

/** Lasts as long as something happens that has not happened before. */
export class Patience {
  readonly #seen = new Set<string>();
  #until = 0;

  spend(trouble: string, progress: unknown): void {
    const now = JSON.stringify([trouble, progress]);
    if (!this.#seen.has(now)) this.#until = Date.now() + patienceMs;
    this.#seen.add(now);
    if (Date.now() < this.#until) return;
    const limit = `Nothing changed for ${patienceMs / 1000} s`;
    throw new Error(`${trouble} ${limit}: look at the logs in the instance's folder, then run \`up\` again.`);
  }
}

async function release(server: ServerView, links: Links, s: Settling): Promise<void> {
  await links.call(server.target, 'REPLICAOF', 'NO', 'ONE');
  s.progress(`${server.name} is primary`);
}

async function follow(servers: ServerView[], primary: ServerView, links: Links, s: Settling): Promise<void> {
  await Promise.all(
    servers.map(async (server) => {
      await links.call(server.target, 'REPLICAOF', loopback, primary.port);
      s.progress(`${server.name} follows ${primary.name}`);
    }),
  );
}

/** What moves while a group settles: data being loaded or copied counts as progress too. */
function progressOf(view: GroupView): unknown[] {
  return view.servers.map(({ report }) => report?.link !== 'up' && [report?.offset, report?.keys]);
}
