import { quorumOf } from '../layout.ts';
import type { GroupView, SentinelReport, ServerReport, ServerView } from './view.ts';

/** The next thing to do for a group, from nothing but what was seen. */
export type Decision =
  /** Too few run that can agree: the one that completes them will settle the group. */
  | { kind: 'incomplete' }
  /** Something is on its way; `why` is a sentence for whoever waits in vain. */
  | { kind: 'wait'; why: string }
  /** The named primary may take writes now. */
  | { kind: 'release'; server: ServerView }
  /** The named primary lost what its replicas still have: one of them takes over first. */
  | { kind: 'handOver'; from: ServerView; to: ServerView }
  /** These follow somebody else than the primary. */
  | { kind: 'follow'; servers: ServerView[]; primary: ServerView }
  /** Sentinels remember replicas at ports that nobody of the group has any more. */
  | { kind: 'forget'; ports: number[]; primary: ServerView }
  | { kind: 'settled'; primary: ServerView };

type Reporting<V, R> = V & { report: R };

export function decide(view: GroupView): Decision {
  const reports = view.sentinels.flatMap((sentinel) => sentinel.report ?? []);
  const quorum = quorumOf(view.sentinels.length);
  if (reports.length < quorum) return { kind: 'incomplete' };
  // In the middle of switching TLS on or off: those before and those after cannot reach each other.
  const running = [...view.servers, ...view.sentinels].filter(({ process }) => process === 'running');
  if (new Set(running.map(({ target }) => target.ca !== undefined)).size > 1) return { kind: 'incomplete' };

  if (reports.some((report) => report.flags.includes('failover_in_progress'))) {
    return { kind: 'wait', why: 'The Sentinels are in the middle of a failover.' };
  }
  const port = agreedPort(reports, quorum);
  if (port === undefined) return { kind: 'wait', why: 'The Sentinels do not agree who is primary.' };
  const named = view.servers.find((server) => server.port === port);
  // The only server was given another port: the Sentinels are started anew with it, after the servers.
  if (!named) return { kind: 'incomplete' };
  if (!hasReport(named)) return { kind: 'wait', why: notReporting(named) };
  if (named.report.loading) return { kind: 'wait', why: `${named.name} still loads its data.` };

  if (named.report.role === 'replica') return decideNamedReplica(named, view);
  return decideFollowers(named, view, reports);
}

/**
 * The port at least a quorum of Sentinels names. None while a single one knows of a later failover: the others may
 * have started from old files, and following them would throw away what was written since.
 */
export function agreedPort(reports: SentinelReport[], quorum: number): number | undefined {
  const latest = Math.max(...reports.map((report) => report.epoch));
  const votes = new Map<number, number>();
  for (const { primaryPort } of reports) votes.set(primaryPort, (votes.get(primaryPort) ?? 0) + 1);
  const agreed = [...votes].find(([, count]) => count >= quorum)?.[0];
  return reports.some((report) => report.epoch === latest && report.primaryPort !== agreed)
    ? undefined
    : agreed;
}

function decideNamedReplica(named: Reporting<ServerView, ServerReport>, view: GroupView): Decision {
  if (!named.report.fenced) {
    return {
      kind: 'wait',
      why: `${named.name} is named primary but follows port ${named.report.primaryPort}.`,
    };
  }
  const peers = view.servers.filter(hasReport).filter((server) => server !== named);
  const loading = peers.find((peer) => peer.report.loading);
  if (loading) return { kind: 'wait', why: `${loading.name} still loads its data.` };
  const heir = heirOf(named, peers);
  return heir ? { kind: 'handOver', from: named, to: heir } : { kind: 'release', server: named };
}

/**
 * The peer that should take over because the restarted primary lost what the peer has. One that persists every
 * write lost nothing unless its disk is empty; one that does not came back with an old copy at best.
 */
export function heirOf<V extends { report: ServerReport }>(named: V, peers: readonly V[]): V | undefined {
  const [best] = peers
    .filter((peer) => peer.report.keys > 0 && peer.report.role === 'replica')
    .sort((a, b) => b.report.offset - a.report.offset || b.report.keys - a.report.keys);
  if (!best) return undefined;
  if (named.report.keys === 0) return best;
  return !named.report.persists && best.report.offset > named.report.offset ? best : undefined;
}

function decideFollowers(
  primary: Reporting<ServerView, ServerReport>,
  view: GroupView,
  reports: SentinelReport[],
): Decision {
  const others = view.servers.filter((server) => server !== primary && server.process === 'running');
  // One that loads refuses to be told whom to follow.
  const astray = others
    .filter(hasReport)
    .filter(({ report }) => report.primaryPort !== primary.port && !report.loading);
  if (astray.length > 0) return { kind: 'follow', servers: astray, primary };

  const silent = others.find((server) => !hasReport(server));
  if (silent) return { kind: 'wait', why: notReporting(silent) };
  const behind = others.filter(hasReport).find(({ report }) => report.link !== 'up' || report.loading);
  if (behind) return { kind: 'wait', why: `${behind.name} is not in sync with ${primary.name} yet.` };

  const dissent = reports.some((report) => report.primaryPort !== primary.port);
  if (dissent) return { kind: 'wait', why: `Not every Sentinel names ${primary.name} yet.` };
  const doubt = reports.some((report) => report.flags.some((flag) => flag !== 'master'));
  if (doubt) return { kind: 'wait', why: `Not every Sentinel reaches ${primary.name} yet.` };

  const present = new Set(view.servers.map((server) => server.port));
  const stale = reports.flatMap((report) => report.replicaPorts).filter((port) => !present.has(port));
  if (stale.length > 0) return { kind: 'forget', ports: [...new Set(stale)], primary };

  const unknown = others.find((server) =>
    reports.some((report) => !report.replicaPorts.includes(server.port)),
  );
  if (unknown) return { kind: 'wait', why: `Not every Sentinel knows ${unknown.name} yet.` };
  const lonely = reports.some((report) => report.others < reports.length - 1);
  if (lonely) return { kind: 'wait', why: 'The Sentinels do not all know each other yet.' };
  return { kind: 'settled', primary };
}

function notReporting(server: ServerView): string {
  if (server.process === 'gone') return `${server.name} is named primary and does not run.`;
  if (server.process === 'frozen') return `${server.name} (pid ${server.pid}) is frozen.`;
  return `${server.name} does not answer: ${server.trouble}.`;
}

function hasReport<V extends { report?: R }, R>(view: V & { report?: R }): view is Reporting<V, R> {
  return view.report !== undefined;
}
