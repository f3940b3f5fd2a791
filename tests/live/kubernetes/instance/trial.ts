import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstElsewhere, longestGap } from '../../../../cli/drill/count/gaps.ts';
import { compare } from '../../../../cli/drill/count/stored.ts';
import { type ClientConnection, haClient, openClient } from '../../../../cli/drill/write/client.ts';
import { type Write, Writers } from '../../../../cli/drill/write/writers.ts';
import { until } from '../../../local/until.ts';

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

const writerCount = 4;
const steadyWrites = 200;
const recoveryLimitMs = 60_000;
const lastMomentMs = 20;
/** What a second, unwanted failover needs to begin. */
const aftermathMs = 4000;

/** Writes as an application does while something happens to the instance, and counts afterwards. */
export async function writeDuring(at: ClientConnection, fault: () => Promise<unknown>): Promise<Trial> {
  const keys = Array.from({ length: writerCount }, () => `trial:${randomUUID()}`);
  const clients = keys.map(() => haClient(at));
  const reader = openClient(at);
  const writers = new Writers({ clients, keys });
  try {
    await until(() => writers.acked > steadyWrites, 'writes are acknowledged');
    await sleep(1000);
    const from = writers.node;
    const begun = Date.now();
    await fault();
    const done = Date.now();
    const isAckedAfter = ({ outcome, at }: Write): boolean => outcome === 'acked' && at > done;
    await until(() => writers.writes.some(isAckedAfter), 'writes go on after the fault', recoveryLimitMs);
    await sleep(aftermathMs);
    const end = Date.now();
    await writers.stop();
    const acked = writers.writes.filter(({ outcome }) => outcome === 'acked');
    const stored = await Promise.all(keys.map(async (key) => (await reader.lrange(key, 0, -1)).map(Number)));
    const first = firstElsewhere(acked, begun, from);
    const gone = acked.filter(({ writer, id }) => !stored[writer]?.includes(id));
    const ofOld = acked.filter(({ node, at }) => node === from && at <= (first?.at ?? begun));
    const ended = Math.max(...ofOld.map(({ at }) => at));
    const atTheEnd = gone.filter((write) => ofOld.includes(write) && write.at > ended - lastMomentMs);
    return {
      acked: acked.length,
      rejected: writers.rejected,
      lost: gone.length - atTheEnd.length,
      lostAtTheEnd: atTheEnd.length,
      duplicated: compare(acked, stored).duplicated,
      gapMs: longestGap(writers.writes, begun, end),
      recoveryMs: first ? first.at - begun : null,
      lostOnes: gone.map(
        (write) =>
          `${write.writer}/${write.id} sent ${write.at - write.ms - begun} acked ${write.at - begun} by ${write.node}`,
      ),
    };
  } finally {
    await writers.stop();
    await Promise.all(clients.map((client) => client.close()));
    await reader.ha.close({ timeoutMs: 1000 });
  }
}
