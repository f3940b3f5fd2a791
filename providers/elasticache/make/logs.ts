import { LogGroup } from '@pulumi/aws/cloudwatch/logGroup.js';
import type * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../plan.ts';

/** A log group for each log, and what the replication group is told of them. */
export function logsOf({ name, own, tags }: Plan, options: pulumi.CustomResourceOptions) {
  const { slow, engine, retentionDays } = own.logs;
  const wanted = [...(slow ? ['slow-log'] : []), ...(engine ? ['engine-log'] : [])];
  return wanted.map((logType) => ({
    logType,
    logFormat: 'json',
    destinationType: 'cloudwatch-logs',
    // Two logs in one group would be two writers with one name for their streams.
    destination: new LogGroup(`${name}-${logType}`, { retentionInDays: retentionDays, tags }, options).name,
  }));
}
