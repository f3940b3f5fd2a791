// The provider `upstash` for previews and simulated deployments: a database, judged by a table as Upstash and its provider do. It
// contacts no account and makes nothing.
// Not here: how a table works (clouds/tables), what an instance orders (providers/upstash).

import { TableProvider } from '../tables/index.ts';

export class SimulatedUpstash extends TableProvider {
  constructor() {
    super({
      name: 'upstash',
      version: '0.5.0',
      resources: {
        'upstash:index/redisDatabase:RedisDatabase': async () =>
          (await import('./redisDatabase.ts')).redisDatabase,
      },
    });
  }
}
