import { replicationGroup } from '../../facts/elasticache.ts';
import { objects } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheLogs = resourceRule({
  id: 'elasticache-logs',
  title: 'Logs are delivered',
  description: 'A replication group must deliver its slow log and its engine log.',
  weight: 'should',
  severity: 'low',
  remediation:
    'Give `logDeliveryConfigurations` for `slow-log` and `engine-log`, each with a destination of its own.',
  example: `new aws.elasticache.ReplicationGroup('main', { logDeliveryConfigurations: [{ destination, destinationType: 'cloudwatch-logs', logFormat: 'json', logType: 'slow-log' }, { …, logType: 'engine-log' }], … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html',
  types: [replicationGroup],
  check({ props }) {
    const delivered = objects(props.logDeliveryConfigurations).map(({ logType }) => logType);
    const missing = ['slow-log', 'engine-log'].filter((log) => !delivered.includes(log));
    return missing.length === 0
      ? undefined
      : `Nobody can see afterwards what happened: ${missing.join(' and ')} goes nowhere.`;
  },
});
