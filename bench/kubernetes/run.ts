import { setTimeout as sleep } from 'node:timers/promises';
import { longestGap } from '../../cli/drill/count/gaps.ts';
import { compare, firstElsewhere } from '../../cli/drill/index.ts';
import type { Cluster } from '../../tests/live/kubernetes/cluster/index.ts';
import type { Account, Applications } from '../../tests/live/kubernetes/writing/index.ts';
import { until } from '../../tests/local/until.ts';
import { blows } from './strike.ts';
import type { Deployed, System } from './systems/index.ts';
import type { Fault, Run } from './types.ts';

const steadyWrites = 200;
/** The fault meets the Sentinels' timers, of a second at most, at any moment. */
const phaseMs = 1000;
/** Without an acknowledgement for so long after the fault is over, a run counts as one that never recovered. */
const recoveryMs = 45_000;
/** How long writes are watched after they go on. */
const afterMs = 2000;

/** What a round is made of. */
export interface Place {
  cluster: Cluster;
  applications: Applications;
  system: System;
  /** From 1. */
  round: number;
}

/** From the first object that is applied until every pod is ready. */
export async function deploy(
  { cluster, system, round }: Place,
  namespace: string,
): Promise<{ deployed: Deployed; run: Run }> {
  const started = new Date();
  const deployed = await system.deploy(cluster, namespace);
  await deployed.whole();
  const nothing = { recovery_ms: null, acked: 0, lost: 0, duplicated: 0, rejected: 0, client_dead: false };
  const ms = Date.now() - started.getTime();
  const run = {
    system: system.name,
    fault: 'apply',
    round,
    started: started.toISOString(),
    ms,
    ...nothing,
  } as const;
  return { deployed, run };
}

/** Writes from a pod that stands elsewhere than the primary, does what the fault's name says, and counts. */
export async function strike(place: Place, deployed: Deployed, fault: Exclude<Fault, 'apply'>): Promise<Run> {
  const { cluster, applications, system, round } = place;
  const primary = await deployed.primary();
  const struck = await cluster.pods.nodeOf({ namespace: deployed.namespace, pod: primary });
  const elsewhere = cluster.nodes.find(({ name }) => name !== struck)?.name ?? '';
  const writing = await applications.write(elsewhere, deployed.order);
  let account: Promise<Account> | undefined;
  try {
    await until(() => writing.acked > steadyWrites, 'writes are acknowledged');
    await sleep(1000 + Math.random() * phaseMs);
    const from = writing.node;
    const begun = Date.now();
    await blows[fault](cluster, deployed, primary);
    const done = Date.now();
    const goesOn = await until(() => writing.ackedAt > done, 'writes go on', recoveryMs).then(
      () => true,
      () => false,
    );
    await sleep(afterMs);
    const end = Date.now();
    account = writing.stop();
    const { writes, stored } = await account;
    const acked = writes.filter(({ outcome }) => outcome === 'acked');
    const first = firstElsewhere(acked, begun, from);
    return {
      system: system.name,
      fault,
      round,
      started: new Date(begun).toISOString(),
      ms: goesOn ? longestGap(writes, begun, end) : null,
      recovery_ms: first ? first.at - begun : null,
      acked: acked.length,
      ...compare(acked, stored),
      rejected: writes.filter(({ outcome }) => outcome === 'rejected').length,
      client_dead: !goesOn,
    };
  } finally {
    if (!account) await writing.stop().catch(() => undefined);
  }
}
