import { spread } from '../../cli/drill/index.ts';
import type { FailoverProfileName } from '../../providers/backend.ts';
import type { Turn } from './soak.ts';
import type { Books, Soaked } from './workloads/index.ts';

export interface Result {
  ok: boolean;
  profile: FailoverProfileName;
  seed: number;
  faults_wanted: number;
  faults: number;
  seconds: number;
  clients: number;
  clients_dead: number;
  second_failovers: number;
  workloads: (Books & { name: string })[];
  by_fault: FaultFigures[];
}

export interface FaultFigures {
  fault: string;
  count: number;
  /** Longest time without an acknowledgement, by workload: median and worst of these faults. */
  silent_ms: Record<string, { median: number; worst: number }>;
  seconds_each: number;
}

interface Seen {
  faults: number;
  seed: number;
  profile: FailoverProfileName;
  turns: readonly Turn[];
  /** Milliseconds since 1970 of each failover that the Sentinels told. */
  failovers: readonly number[];
  workloads: readonly Pick<Soaked, 'name' | 'books'>[];
  clients: number;
  deadClients: number;
}

/** The sum of a soak; good when nobody died and nothing was lost, refused, overrun or failed over twice. */
export function account(seen: Seen): Result {
  const { turns, workloads } = seen;
  const second = turns.reduce((sum, turn, i) => sum + secondFailovers(turn, turns[i + 1], seen.failovers), 0);
  const clean = workloads.every(({ books }) => books.lost + books.rejected + books.overrun === 0);
  return {
    ok: turns.length === seen.faults && seen.deadClients === 0 && second === 0 && clean,
    profile: seen.profile,
    seed: seen.seed,
    faults_wanted: seen.faults,
    faults: turns.length,
    seconds: Math.round(turns.reduce((sum, { seconds }) => sum + seconds, 0)),
    clients: seen.clients,
    clients_dead: seen.deadClients,
    second_failovers: second,
    workloads: workloads.map(({ name, books }) => ({ name, ...books })),
    by_fault: [...Map.groupBy(turns, ({ fault }) => fault)].map(([fault, of]) => figures(fault, of)),
  };
}

/** Failovers between a fault and the next beyond the one that it is there for. */
function secondFailovers(turn: Turn, next: Turn | undefined, failovers: readonly number[]): number {
  const meant = turn.fault === 'sentinel' || turn.fault === 'replica' ? 0 : 1;
  const until = next?.at ?? Number.POSITIVE_INFINITY;
  const seen = failovers.filter((at) => at >= turn.at && at < until).length;
  return Math.max(0, seen - meant);
}

function figures(fault: string, turns: readonly Turn[]): FaultFigures {
  const names = Object.keys(turns[0]?.silentMs ?? {});
  const seconds = turns.reduce((sum, turn) => sum + turn.seconds, 0) / turns.length;
  return {
    fault,
    count: turns.length,
    silent_ms: Object.fromEntries(
      names.map((name) => [name, spread(turns.map((turn) => turn.silentMs[name] ?? 0))]),
    ),
    seconds_each: Math.round(seconds * 10) / 10,
  };
}
