import { setTimeout as sleep } from 'node:timers/promises';
import { firstElsewhere, longestGap } from '../../../../cli/drill/count/gaps.ts';
import { compare } from '../../../../cli/drill/count/stored.ts';
import type { Write } from '../../../../cli/drill/write/writers.ts';
import { until } from '../../../local/until.ts';
import type { Account, Writing } from '../writing/index.ts';

/** What became of writes during a fault. Times in milliseconds after it. */
export interface Trial {
  acked: number;
  rejected: number;
  /** Acknowledged and gone, but for those of the last moment. */
  lost: number;
  /**
   * Acknowledged in the old primary's last milliseconds and gone. Replication is asynchronous: a server that ends or stops
   * between two system calls has answered its client and not yet told its replicas.
   */
  lostAtTheEnd: number;
  duplicated: number;
  /** Longest time without an acknowledgement. */
  gapMs: number;
  /** First acknowledgement by another server; null where none was needed. */
  recoveryMs: number | null;
  /** Each lost write: when it was acknowledged, and by whom. */
  lostOnes: string[];
}

/** When a fault began and when counting ended, milliseconds since 1970; who acknowledged before. */
interface Course {
  begun: number;
  end: number;
  from: string | null;
  /** Others acknowledge beside it all the time. */
  isOneOfSeveral: boolean;
}

const steadyWrites = 200;
const recoveryLimitMs = 60_000;
const lastMomentMs = 20;
/** What a second, unwanted failover needs to begin. */
const aftermathMs = 3000;

/**
 * Writes as applications do while something happens to the instance, and counts afterwards: one trial for each of those who write.
 * `struck`: `host:port` of the primary that it happens to, where there are several.
 */
export async function writeDuring(
  writings: Writing[],
  fault: () => Promise<unknown>,
  struck?: string,
): Promise<Trial[]> {
  let accounts: Promise<Account[]> | undefined;
  const stop = (): Promise<Account[]> => Promise.all(writings.map((writing) => writing.stop()));
  try {
    await until(() => writings.every(({ acked }) => acked > steadyWrites), 'writes are acknowledged');
    await sleep(1000);
    const from = writings.map(({ node }) => struck ?? node);
    const begun = Date.now();
    await fault();
    const done = Date.now();
    await until(
      () => writings.every(({ ackedAt }) => ackedAt > done),
      'writes go on after the fault',
      recoveryLimitMs,
    );
    await sleep(aftermathMs);
    const end = Date.now();
    accounts = stop();
    return (await accounts).map((account, i) =>
      trialOf(account, { begun, end, from: from[i] ?? null, isOneOfSeveral: struck !== undefined }),
    );
  } finally {
    // What failed before is what is told.
    if (!accounts) await stop().catch(() => undefined);
  }
}

function trialOf({ writes, stored }: Account, { begun, end, from, isOneOfSeveral }: Course): Trial {
  const acked = writes.filter(({ outcome }) => outcome === 'acked');
  const struck = new Set(
    acked.filter(({ node, at }) => node === from && at < begun).map(({ writer }) => writer),
  );
  const concerned = acked.filter(({ writer }) => !isOneOfSeveral || struck.has(writer));
  const first = firstElsewhere(concerned, begun, from);
  const there = stored.map((ids) => new Set(ids));
  const gone = acked.filter(({ writer, id }) => !there[writer]?.has(id));
  const ofOld = acked.filter(({ node, at }) => node === from && at <= (first?.at ?? begun));
  const ended = ofOld.reduce((last, { at }) => Math.max(last, at), 0);
  const atTheEnd = gone.filter((write) => ofOld.includes(write) && write.at > ended - lastMomentMs);
  return {
    acked: acked.length,
    rejected: writes.filter(({ outcome }) => outcome === 'rejected').length,
    lost: gone.length - atTheEnd.length,
    lostAtTheEnd: atTheEnd.length,
    duplicated: compare(acked, stored).duplicated,
    gapMs: longestGap(writes, begun, end),
    recoveryMs: first ? first.at - begun : null,
    lostOnes: gone.map((write) => told(write, begun)),
  };
}

function told({ writer, id, at, ms, node }: Write, begun: number): string {
  return `${writer}/${id} sent ${Math.round(at - ms - begun)} acked ${at - begun} by ${node}`;
}
