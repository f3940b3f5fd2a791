import type { HandedOver, NamedEndpoint, Watched } from '../../backend.ts';
import { ClusterApi } from '../api/index.ts';
import { primaryNow } from '../look/index.ts';
import { script } from '../manifests/index.ts';
import { dataPort, isCluster, type Member, type Plan, serversOf } from '../plan.ts';

/** The script's own budget is below 30 s; whatever it waits for, it ends by itself. */
const limitMs = 40_000;

/**
 * Hands the primary's role over by the script in the primary's own pod. Once begun it comes to its end, also when this process
 * is interrupted: half a hand-over would leave writes waiting.
 */
export async function failOver(
  plan: Plan,
  { to: wanted, progress, signal }: Watched & { to?: string | undefined },
): Promise<HandedOver> {
  const api = new ClusterApi(plan.own.context ?? '');
  const shard = wanted === undefined ? undefined : shardNamed(plan, wanted);
  const from = await primaryNow(api, plan, shard);
  const isWhole = wanted === undefined || wanted === `shard-${shard}`;
  const chosen = isWhole ? [] : [replicaNamed(plan, from, wanted).host];
  signal.throwIfAborted();
  const place = { namespace: plan.own.namespace, pod: from.pod, container: 'redis' };
  const seen = new Progress();
  const file = isCluster(plan) ? 'cluster-yield.sh' : 'data-yield.sh';
  const ran = await api.run(place, [...script(file), ...chosen], {
    limitMs,
    onLine: (line) => {
      seen.take(line);
      const heir = /Hands over to (\S+)\.$/.exec(line)?.[1];
      if (heir !== undefined) progress(`${from.pod} hands over to ${memberAt(plan, heir)?.pod ?? heir}`);
    },
  });
  if (ran.code === 0 && seen.done) {
    const to = memberAt(plan, seen.heir) ?? { pod: seen.heir, host: seen.heir };
    return { from: named(from), to: named(to), pausedAt: seen.pausedAt, promotedAt: seen.promotedAt };
  }
  if (ran.err.includes(file))
    throw new Error(
      `The pods of ${plan.name} run scripts of an earlier version: deploy the stack again first.`,
    );
  const why =
    /Nothing was handed over: (.*)$/m.exec(ran.out)?.[1] ?? (ran.err.trim() || 'the script was ended.');
  throw new Error(`Nothing was handed over: ${why} \`redis-ha status\` says more.`);
}

/** What the script has told, and when. */
class Progress {
  heir = '';
  pausedAt = 0;
  promotedAt = 0;

  get done(): boolean {
    return this.promotedAt > 0;
  }

  take(line: string): void {
    // In a cluster CLUSTER FAILOVER does both.
    if (/Writes wait\.$|Hands over to \S+\.$/.test(line)) this.pausedAt = Date.now();
    const heir = /(\S+) is primary\.$/.exec(line)?.[1];
    if (heir === undefined) return;
    this.heir = heir;
    this.promotedAt = Date.now();
  }
}

/** The shard of a cluster that is meant by `shard-N` or by the name of one of its pods. */
function shardNamed(plan: Plan, wanted: string): number | undefined {
  const named = plan.shards.find((shard) => wanted === `shard-${shard}`);
  return named ?? serversOf(plan).find(({ pod }) => pod === wanted)?.shard;
}

function replicaNamed(plan: Plan, from: Member, wanted: string): Member {
  const replicas = serversOf(plan).filter(({ pod, shard }) => pod !== from.pod && shard === from.shard);
  const found = replicas.find(({ pod }) => pod === wanted);
  if (found) return found;
  const list = replicas.map(({ pod }) => pod).join(', ') || 'none';
  throw new Error(`${wanted} cannot take over from ${from.pod}; its replicas are ${list}.`);
}

function memberAt(plan: Plan, address: string): Member | undefined {
  return serversOf(plan).find(({ host }) => host === address);
}

function named({ pod, host }: Member): NamedEndpoint {
  return { name: pod, host, port: dataPort };
}
