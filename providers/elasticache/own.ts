// The backend's own arguments with their defaults; components/args/elasticache.ts says what each is for.

import type * as pulumi from '@pulumi/pulumi';
import type { RedisSpec } from '../backend.ts';
import { findNodeType } from './nodeTypes.ts';

export interface Network {
  vpcId?: pulumi.Input<string>;
  vpcTags?: Record<string, string>;
  subnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  subnetTags?: Record<string, string>;
  subnetZones?: Record<string, string>;
  stack?: string;
  allowedSecurityGroupIds: pulumi.Input<string>[];
  allowedCidrs: string[];
}

export interface Own {
  nodeType?: string;
  kind: 'replication-group' | 'serverless';
  port: number;
  network: Network;
  auth: { mode: 'token' | 'users'; use: number; alsoAccept?: number };
  parameters: Record<string, string>;
  createKey: boolean;
  finalSnapshot: boolean;
  applyImmediately: boolean;
  autoMinorVersionUpgrade: boolean;
  logs: { slow: boolean; engine: boolean; retentionDays: number };
  alarms: {
    enabled: boolean;
    topicArn?: pulumi.Input<string>;
    engineCpuPercent: number;
    memoryPercent: number;
    replicationLagSeconds: number;
    connections: number;
    swapMb: number;
  };
  serverless: { maxDataGb?: number; maxEcpuPerSecond?: number };
}

type Nested = 'network' | 'auth' | 'logs' | 'alarms' | 'serverless';
type Given = Partial<Omit<Own, Nested>> & { [Key in Nested]?: Partial<Own[Key]> };

export function ownOf(spec: Pick<RedisSpec, 'own'>): Own {
  const given = spec.own as Given;
  const kind = given.kind ?? 'replication-group';
  const connections = findNodeType(given.nodeType)?.connections ?? 65_000;
  return {
    ...(given.nodeType !== undefined && { nodeType: given.nodeType }),
    kind,
    port: given.port ?? 6379,
    network: { allowedSecurityGroupIds: [], allowedCidrs: [], ...given.network },
    // A serverless cache has no AUTH token.
    auth: { mode: kind === 'serverless' ? 'users' : 'token', use: 1, ...given.auth },
    parameters: given.parameters ?? {},
    createKey: given.createKey ?? true,
    finalSnapshot: given.finalSnapshot ?? true,
    applyImmediately: given.applyImmediately ?? true,
    autoMinorVersionUpgrade: given.autoMinorVersionUpgrade ?? false,
    logs: { slow: true, engine: true, retentionDays: 30, ...given.logs },
    alarms: {
      enabled: true,
      engineCpuPercent: 80,
      memoryPercent: 80,
      replicationLagSeconds: 10,
      connections: Math.floor(connections * 0.8),
      swapMb: 50,
      ...given.alarms,
    },
    serverless: given.serverless ?? {},
  };
}

export function isServerless(spec: Pick<RedisSpec, 'own'>): boolean {
  return ownOf(spec).kind === 'serverless';
}
