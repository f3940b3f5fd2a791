import { databaseCluster, isRedis } from '../../facts/digitalocean.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const valkeyDigitaloceanMaintenanceWindow = resourceRule({
  id: 'valkey-digitalocean-maintenance-window',
  title: 'Maintenance at a time of your choice',
  description: 'A managed Valkey must be maintained when few people notice.',
  weight: 'may',
  severity: 'low',
  remediation: 'Set `maintenanceWindows`, a day and an hour in UTC.',
  example: `new digitalocean.DatabaseCluster('main', { engine: 'valkey', version: '8', maintenanceWindows: [{ day: 'sunday', hour: '04:00' }], … });`,
  url: 'https://docs.digitalocean.com/products/databases/valkey/how-to/update-maintenance-window/',
  types: [databaseCluster],
  check: ({ props }) =>
    !isRedis(props) || isGiven(props, 'maintenanceWindows')
      ? undefined
      : 'DigitalOcean chooses when the primary changes: `maintenanceWindows` is not set.',
});
