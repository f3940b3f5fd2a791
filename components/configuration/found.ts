import type { Problem, RedisSpec } from '../../providers/backend.ts';

/** One instance as it was written. */
export interface Written {
  name: string;
  args: Record<string, unknown>;
  /** Absent where something is wrong with it. */
  spec?: RedisSpec;
}

/** What was written, and what is wrong with it. Paths begin at our namespace. */
export interface Found {
  instances: Written[];
  problems: Problem[];
}
