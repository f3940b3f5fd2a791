import type { BackendName } from '../../providers/backend.ts';

/** One column: a backend, in one of the ways that it can be asked for. */
export interface Column {
  title: string;
  backend: BackendName;
  /** Arguments beside `backend`; everything else has its default. */
  args: Readonly<Record<string, unknown>>;
}

/** In the order of the documentation. A way that changes what is guaranteed has a column of its own. */
export const columns: readonly Column[] = [
  { title: 'local', backend: 'local', args: {} },
  { title: 'kubernetes', backend: 'kubernetes', args: {} },
  { title: 'elasticache', backend: 'elasticache', args: {} },
  {
    title: 'elasticache, serverless',
    backend: 'elasticache',
    args: { purpose: 'cache', elasticache: { kind: 'serverless' } },
  },
  { title: 'digitalocean', backend: 'digitalocean', args: {} },
  { title: 'upstash', backend: 'upstash', args: {} },
  { title: 'upstash, Prod Pack', backend: 'upstash', args: { upstash: { prodPack: true } } },
];
