import { defaultThresholds } from '../../components/posture/index.ts';
import { judgeRedisHa, redisHaType } from '../redisHa.ts';
import { resourceRule } from '../rule.ts';

/** No scanner has it: those that name multi-AZ look at automatic failover only. */
export const redisMultiAz = resourceRule(
  {
    id: 'redis-multi-az',
    title: 'Redis is spread over failure zones',
    description: 'Redis must live through the loss of a failure zone.',
    level: 'mandatory',
    severity: 'high',
    remediation:
      'Set `zones` to the least that the pack asks for, or leave it out. Where the backend has no zones, add a waiver.',
    configSchema: {
      properties: {
        minZones: {
          type: 'integer',
          minimum: 2,
          maximum: 6,
          default: defaultThresholds.minZones,
          description:
            'Least number of zones. Two are the fewest of which one can be lost; ask for three where Sentinels vote.',
        },
      },
    },
  },
  redisHaType,
  (args) => judgeRedisHa('redis-multi-az', args),
);
