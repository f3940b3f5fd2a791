import type {
  ElasticacheAlarmsArgs,
  ElasticacheArgs,
  ElasticacheAuthArgs,
  ElasticacheLogsArgs,
  ElasticacheNetworkArgs,
  ElasticacheServerlessArgs,
} from '../../args/index.ts';
import { type Field, object, type TextField } from '../field.ts';
import { generation, name, truth } from './words.ts';

const id: TextField = { kind: 'text', input: true };
const percent: Field = { kind: 'number', min: 1, max: 100 };

export const elasticache = object<ElasticacheArgs>({
  nodeType: name,
  kind: { kind: 'text', allowed: ['replication-group', 'serverless'] },
  port: { kind: 'number', whole: true, min: 1024, max: 65535 },
  network: object<ElasticacheNetworkArgs>({
    vpcId: id,
    vpcTags: { kind: 'map' },
    subnetIds: { kind: 'list', of: id, input: true },
    subnetTags: { kind: 'map' },
    subnetZones: { kind: 'map' },
    stack: name,
    allowedSecurityGroupIds: { kind: 'list', of: id },
    allowedCidrs: { kind: 'list', of: name },
  }),
  auth: object<ElasticacheAuthArgs>({
    mode: { kind: 'text', allowed: ['token', 'users'] },
    use: generation,
    alsoAccept: generation,
  }),
  parameters: { kind: 'map' },
  createKey: truth,
  finalSnapshot: truth,
  applyImmediately: truth,
  autoMinorVersionUpgrade: truth,
  logs: object<ElasticacheLogsArgs>({
    slow: truth,
    engine: truth,
    retentionDays: { kind: 'number', whole: true, min: 1 },
  }),
  alarms: object<ElasticacheAlarmsArgs>({
    enabled: truth,
    topicArn: id,
    engineCpuPercent: percent,
    memoryPercent: percent,
    replicationLagSeconds: { kind: 'number', min: 1 },
    connections: { kind: 'number', whole: true, min: 1, max: 65000 },
    swapMb: { kind: 'number', min: 1 },
  }),
  serverless: object<ElasticacheServerlessArgs>({
    maxDataGb: { kind: 'number', whole: true, min: 1, max: 5000 },
    maxEcpuPerSecond: { kind: 'number', whole: true, min: 1000, max: 15_000_000 },
  }),
});
