// A managed Valkey as `strict` wants it, without the component; what DigitalOcean cannot do is waived in the stack file.

import { DatabaseCluster } from '@pulumi/digitalocean/databaseCluster.js';
import { DatabaseFirewall } from '@pulumi/digitalocean/databaseFirewall.js';
import { DatabaseValkeyConfig } from '@pulumi/digitalocean/databaseValkeyConfig.js';

const cluster = new DatabaseCluster(
  'main',
  {
    engine: 'valkey',
    version: '8',
    size: 'db-s-1vcpu-2gb',
    region: 'fra1',
    nodeCount: 2,
    evictionPolicy: 'noeviction',
    privateNetworkUuid: '5a4981aa-9653-4bd1-bef5-d6bff52042e4',
    maintenanceWindows: [{ day: 'sunday', hour: '04:00' }],
    tags: ['purpose:durable'],
  },
  { protect: true },
);
new DatabaseValkeyConfig('main', { clusterId: cluster.id, ssl: true, persistence: 'rdb' });
new DatabaseFirewall('main', { clusterId: cluster.id, rules: [{ type: 'tag', value: 'shop' }] });
