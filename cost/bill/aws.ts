import { hoursPerMonth, aws as prices } from '../prices/index.ts';
import type { Biller } from './bill.ts';
import { groupLines, groupType } from './elasticache.ts';
import { type Line, line, type Priced, type Use } from './line.ts';

const serverlessType = 'aws:elasticache/serverlessCache:ServerlessCache';

/** Each by what it costs alone. Slow and engine logs of a quiet Redis: a tenth of a GB a month for each group. */
const simple: Readonly<Record<string, (count: number) => Line>> = {
  'aws:kms/key:Key': (count) => line('KMS key', count, prices.key),
  'aws:secretsmanager/secret:Secret': (count) => line('Secrets Manager entry', count, prices.secret),
  'aws:cloudwatch/metricAlarm:MetricAlarm': (count) => line('CloudWatch alarms', count, prices.alarm),
  'aws:cloudwatch/logGroup:LogGroup': (count) => line('CloudWatch logs', 0.1 * count, prices.logs),
};

/** Valkey's least: https://aws.amazon.com/elasticache/pricing/ */
const leastServerlessGb = 0.1;

export const aws: Biller = {
  prefix: 'aws:',
  known: [groupType, serverlessType, ...Object.keys(simple)],
  free: [
    'aws:ec2/',
    'aws:vpc/',
    'aws:iam/',
    'aws:sns/',
    'aws:kms/alias:',
    'aws:secretsmanager/secretVersion:',
    'aws:secretsmanager/secretPolicy:',
    'aws:cloudwatch/logResourcePolicy:',
    'aws:elasticache/subnetGroup:',
    'aws:elasticache/parameterGroup:',
    'aws:elasticache/user:',
    'aws:elasticache/userGroup:',
  ],
  lines(resources, use) {
    return [
      ...resources.filter(({ type }) => type === groupType).flatMap((group) => groupLines(group, use)),
      ...resources.filter(({ type }) => type === serverlessType).flatMap((cache) => serverless(cache, use)),
      ...Object.entries(simple).map(([type, of]) => of(resources.filter((one) => one.type === type).length)),
    ];
  },
};

function serverless(_cache: Priced, { needs }: Use): Line[] {
  const data = Math.max(leastServerlessGb, needs.dataGb);
  return [
    line('serverless data', data * hoursPerMonth, prices.serverlessData),
    line('serverless commands', needs.commandsPerMonth / 1e6, prices.serverlessUnits),
  ];
}
