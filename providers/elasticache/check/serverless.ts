// What a serverless cache cannot do, said before AWS says it.

import type { Problem, RedisSpec } from '../../backend.ts';
import type { Own } from '../own.ts';

export function serverlessProblems(spec: RedisSpec, own: Own): Problem[] {
  return [...speechProblems(spec), ...choiceProblems(spec, own)];
}

function speechProblems({ topology, purpose }: RedisSpec): Problem[] {
  const found: Problem[] = [];
  if (topology !== 'cluster')
    found.push({
      path: 'topology',
      reason:
        'A serverless cache speaks the cluster protocol: set topology to cluster, so that clients are told.',
    });
  if (purpose === 'durable')
    found.push({
      path: 'purpose',
      reason:
        'A serverless cache drops keys that have a time to live when it is full (volatile-lru), which cannot be ' +
        'changed; queues like BullMQ do not work on it. Set purpose to cache, or kind to replication-group.',
    });
  return found;
}

/** What is asked for and nowhere to be set. */
function choiceProblems(spec: RedisSpec, own: Own): Problem[] {
  const given = spec.own;
  const refuse = (path: string, reason: string, is: boolean): Problem[] => (is ? [{ path, reason }] : []);
  return [
    ...refuse(
      'elasticache.nodeType',
      'A serverless cache has no nodes to choose: leave it out.',
      own.nodeType !== undefined,
    ),
    ...refuse(
      'elasticache.port',
      'A serverless cache listens on 6379, its readers on 6380: leave it out.',
      given.port !== undefined,
    ),
    ...refuse(
      'elasticache.parameters',
      'A serverless cache has no parameters: leave them out.',
      given.parameters !== undefined,
    ),
    ...refuse(
      'elasticache.logs',
      'A serverless cache sends no slow or engine log: leave it out.',
      given.logs !== undefined,
    ),
    ...refuse(
      'elasticache.auth.mode',
      'A serverless cache has users and no AUTH token: leave it out.',
      own.auth.mode === 'token',
    ),
    ...refuse(
      'maintenanceWindow',
      'A serverless cache is maintained without an interruption, when AWS likes: leave it out.',
      spec.maintenanceWindow !== undefined,
    ),
    ...refuse(
      'memoryGb',
      'A serverless cache grows by itself; elasticache.serverless.maxDataGb is what can be limited.',
      spec.memoryGb !== undefined,
    ),
  ];
}
