import { setTimeout as sleep } from 'node:timers/promises';
import { loopback } from '../redis/link.ts';
import { decide } from './decide.ts';
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
  let quickened: (() => Promise<void>) | undefined;
  let seen = '';
  let until = Date.now() + patienceMs;
  try {
    for (;;) {
      s.signal.throwIfAborted();
      const view = await look(s.group, links);
      const decision = decide(view);
      if (decision.kind === 'incomplete') return view;
      if (decision.kind === 'settled') {
        await recordPrimary(s.group, decision.primary.name, latestEpoch(view));
        if (quickened) s.progress(`${decision.primary.name} is primary, all replicas in sync`);
        return view;
      }
      quickened ??= await quicken(view.sentinels, links);

      const now = JSON.stringify([decision, progressOf(view)], withoutTargets);
      if (now !== seen) until = Date.now() + patienceMs;
      else if (Date.now() > until) throw new Error(standstill(decision));
      seen = now;

      if (decision.kind === 'wait') await sleep(pollMs, undefined, { signal: s.signal });
      if (decision.kind === 'release') await release(decision.server, links, s);
      if (decision.kind === 'follow') await follow(decision.servers, decision.primary, links, s);
      if (decision.kind === 'handOver') {
        s.progress(
          `${decision.to.name} takes over: ${decision.from.name} came back without the data its replicas have`,
        );
        await promote(s, view, decision.to, links);
      }
      if (decision.kind === 'forget') await forgetReplicas(s, view, decision.ports, links);
    }
  } finally {
    await quickened?.();
    links.close();
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

function withoutTargets(key: string, value: unknown): unknown {
  return key === 'target' ? undefined : value;
}

function standstill(decision: { kind: string; why?: string }): string {
  const why = decision.why ?? `The group stays at the step "${decision.kind}".`;
  return `${why} Nothing changed for ${patienceMs / 1000} s: look at the logs in the instance's folder, then run \`up\` again.`;
}
