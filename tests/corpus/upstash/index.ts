// A database at Upstash as `strict` wants it, without the component; what no deployment can declare is waived in the stack file.

import { RedisDatabase } from '@upstash/pulumi/redisDatabase.js';

new RedisDatabase(
  'main',
  {
    databaseName: 'main',
    region: 'global',
    primaryRegion: 'eu-central-1',
    prodPack: true,
    eviction: false,
    budget: 300,
    ipAllowlists: ['203.0.113.0/24'],
  },
  { protect: true },
);
