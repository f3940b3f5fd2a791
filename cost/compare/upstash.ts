import type { Needs } from '../load/index.ts';
import { upstashLimits as limits } from '../prices/index.ts';
import type { Candidate, Sized } from './option.ts';

export function upstash(needs: Needs): Candidate {
  const sized = (prodPack: boolean): Sized => ({
    what: `pay as you go${prodPack ? ' + Prod Pack' : ''}`,
    args: { backend: 'upstash', upstash: { prodPack } },
    resources: [{ type: 'upstash:index/redisDatabase:RedisDatabase', inputs: { prodPack } }],
  });
  const cannot = [
    ...over('GB of data', needs.dataGb, limits.dataGb),
    ...over('commands a second', needs.peakRate, limits.commandsPerSecond),
    ...over('connections', needs.connections, limits.connections),
  ];
  return {
    backend: 'upstash',
    title: 'Upstash',
    cannot,
    available: sized(true),
    single: sized(false),
    notes: [
      'Paid by the command. Its fixed plans are far cheaper for a steady load, and its Pulumi provider cannot choose one.',
    ],
  };
}

function over(what: string, needed: number, most: number): string[] {
  return needed > most ? [`Allows ${most} ${what}, and this load has ${Math.ceil(needed)}.`] : [];
}
