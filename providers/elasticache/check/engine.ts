import type { Problem, RedisSpec } from '../../backend.ts';
import { runningOf, versions } from '../engines.ts';

export function engineProblems(spec: RedisSpec): Problem[] {
  const { engine, version } = runningOf(spec);
  const known = versions[engine];
  if (known.includes(version)) return [];
  const near = spec.engine === 'redis' ? ' Later versions are Valkey: set engine to valkey.' : '';
  const reason = `ElastiCache has no ${engine} ${JSON.stringify(version)} to begin with; choose ${known.join(', ')}.${near}`;
  return [{ path: 'version', reason }];
}
