import { databaseSizes } from '../prices/index.ts';
import type { Biller } from './bill.ts';
import { type Line, line, NoPrice, numberOf, type Priced, textOf } from './line.ts';

const clusterType = 'digitalocean:index/databaseCluster:DatabaseCluster';

export const digitalocean: Biller = {
  prefix: 'digitalocean:',
  known: [clusterType],
  free: [
    'digitalocean:index/databaseFirewall:',
    'digitalocean:index/databaseValkeyConfig:',
    'digitalocean:index/databaseOnlineMigration:',
    'digitalocean:index/projectResources:',
    'digitalocean:index/project:',
    'digitalocean:index/tag:',
    'digitalocean:index/vpc:',
  ],
  lines: (resources) => resources.filter(({ type }) => type === clusterType).map(clusterLine),
};

function clusterLine({ inputs }: Priced): Line {
  const size = textOf(inputs, 'size') ?? '';
  const nodes = numberOf(inputs, 'nodeCount') ?? 1;
  const known = databaseSizes[size];
  if (known) return line(`${nodes} × ${size}`, nodes, known.price);
  throw new NoPrice(`No price is known for size ${size}. Known: ${Object.keys(databaseSizes).join(', ')}.`);
}
