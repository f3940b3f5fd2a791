import { setTimeout as sleep } from 'node:timers/promises';
import type { Links } from './links.ts';
import type { Settling } from './settle.ts';
import { type GroupView, look } from './view.ts';

const limitMs = 10_000;

/**
 * Makes the Sentinels forget addresses that no server of the group has any more: left there, they would be called
 * down for ever, and a stranger who gets the port would be enslaved. SENTINEL RESET drops all replicas and Sentinels,
 * which are found again through the primary within a moment; a failover in that moment would find nobody to
 * promote (OT redis-operator#1883), so it is one Sentinel after the other and only with a healthy primary.
 */
export async function forgetReplicas(
  s: Settling,
  view: GroupView,
  ports: number[],
  links: Links,
): Promise<void> {
  s.progress(`the Sentinels forget port ${ports.join(', ')}`);
  const asked = view.sentinels.filter((sentinel) =>
    sentinel.report?.replicaPorts.some((port) => ports.includes(port)),
  );
  const replicas = view.servers.filter(({ report }) => report?.role === 'replica' && report.link === 'up');
  const others = view.sentinels.filter((sentinel) => sentinel.report).length - 1;
  for (const { name, target } of asked) {
    await links.call(target, 'SENTINEL', 'RESET', s.group.record.instance);
    const until = Date.now() + limitMs;
    for (;;) {
      const report = (await look(s.group, links)).sentinels.find(
        (sentinel) => sentinel.name === name,
      )?.report;
      const found = replicas.every((replica) => report?.replicaPorts.includes(replica.port));
      if (report && found && report.others >= others) break;
      if (Date.now() > until)
        throw new Error(`${name} did not find the replicas again after it was told to forget.`);
      await sleep(50, undefined, { signal: s.signal });
    }
  }
}
