// The provider `digitalocean` for previews and simulated deployments: the resource types that a managed Valkey is made of,
// judged by tables/ as DigitalOcean and Pulumi's provider do. It contacts no account and makes nothing.
// Not here: how a table works (clouds/tables), which resources an instance has (providers/digitalocean).

import { TableProvider } from '../tables/index.ts';

export class SimulatedDigitalOcean extends TableProvider {
  constructor() {
    super({
      name: 'digitalocean',
      version: '4.80.1',
      resources: {
        'digitalocean:index/databaseCluster:DatabaseCluster': async () =>
          (await import('./tables/databaseCluster.ts')).databaseCluster,
        'digitalocean:index/databaseFirewall:DatabaseFirewall': async () =>
          (await import('./tables/databaseFirewall.ts')).databaseFirewall,
        'digitalocean:index/databaseOnlineMigration:DatabaseOnlineMigration': async () =>
          (await import('./tables/databaseOnlineMigration.ts')).databaseOnlineMigration,
        'digitalocean:index/databaseValkeyConfig:DatabaseValkeyConfig': async () =>
          (await import('./tables/databaseValkeyConfig.ts')).databaseValkeyConfig,
      },
      functions: {
        'digitalocean:index/getDatabaseCa:getDatabaseCa': async () =>
          (await import('./tables/getDatabaseCa.ts')).getDatabaseCa,
      },
    });
  }
}
