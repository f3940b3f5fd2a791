import { judgeArgs } from '../../../components/validate/index.ts';
import type { RedisSpec } from '../../../providers/backend.ts';
import { backends } from '../backends.ts';

/** What is wrong, by path. */
export function problemsOf(args: unknown, all = backends): Record<string, string> {
  const { problems = [] } = judgeArgs(args, all);
  return Object.fromEntries(problems.map(({ path, reason }) => [path, reason]));
}

export function specOf(args: unknown, all = backends): RedisSpec {
  const judged = judgeArgs(args, all);
  if (judged.problems) throw new Error(JSON.stringify(judged.problems));
  return judged.spec;
}

/** Arguments that hold one value at a path such as `kubernetes.tls.ca`, for the backend that reads it. */
export function holding(path: string, value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = path.split('.');
  const backend = first in backends ? first : 'elasticache';
  const inner = rest.reduceRight((below, step) => ({ [step]: below }), value);
  return first === 'backend' ? { backend: value } : { backend, [first]: inner };
}
