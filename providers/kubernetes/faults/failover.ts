import type { HandedOver, NamedEndpoint, Watched } from '../../backend.ts';
import { ClusterApi } from '../api/index.ts';
import { primaryNow } from '../look/index.ts';
import { script } from '../manifests/index.ts';
import { dataPort, type Member, type Plan, serversOf } from '../plan.ts';

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
  const from = await primaryNow(api, plan);
  const chosen = wanted === undefined ? [] : [replicaNamed(plan, from, wanted).host];
  signal.throwIfAborted();
  const place = { namespace: plan.own.namespace, pod: from.pod, container: 'redis' };
  const seen = new Progress();
  const ran = await api.run(place, [...script('data-yield.sh'), ...chosen], {
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
  if (/data-yield\.sh/.test(ran.err))
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
    if (line.endsWith('Writes wait.')) this.pausedAt = Date.now();
    const heir = /(\S+) is primary\.$/.exec(line)?.[1];
    if (heir === undefined) return;
    this.heir = heir;
    this.promotedAt = Date.now();
  }
}

function replicaNamed(plan: Plan, from: Member, wanted: string): Member {
  const replicas = serversOf(plan).filter(({ pod }) => pod !== from.pod);
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
