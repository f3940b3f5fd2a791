import { upstash as prices, upstashLimits } from '../prices/index.ts';
import type { Biller } from './bill.ts';
import { type Line, line, type Priced, type Use } from './line.ts';

const databaseType = 'upstash:index/redisDatabase:RedisDatabase';

export const upstash: Biller = {
  prefix: 'upstash:',
  known: [databaseType],
  free: [],
  lines: (resources, use) =>
    resources.filter(({ type }) => type === databaseType).flatMap((database) => databaseLines(database, use)),
};

/** Each read region takes every write and every GB once more; how many commands write nobody knows, so none is added. */
function databaseLines({ inputs }: Priced, { needs }: Use): Line[] {
  const regions = 1 + (Array.isArray(inputs.readRegions) ? inputs.readRegions.length : 0);
  const storage = Math.max(0, needs.dataGb * regions - upstashLimits.freeStorageGb);
  const traffic = Math.max(0, needs.trafficGb - upstashLimits.freeTrafficGb);
  return [
    line('commands', needs.commandsPerMonth / 1e5, prices.commands),
    line('storage', storage, prices.storage),
    line('traffic', traffic, prices.traffic),
    line('Prod Pack', inputs.prodPack === true ? 1 : 0, prices.prodPack),
  ];
}
