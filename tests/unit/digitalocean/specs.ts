import { judgeArgs } from '../../../components/validate/index.ts';
import type { Problem, RedisSpec } from '../../../providers/backend.ts';
import { backends } from '../../../providers/index.ts';

/** A valid specification with these arguments. */
export function specOf(args: Record<string, unknown> = {}): RedisSpec {
  const judged = judgeArgs(whole(args), backends);
  if (judged.problems) throw new Error(JSON.stringify(judged.problems));
  return judged.spec;
}

export function problemsOf(args: Record<string, unknown>): Problem[] {
  return judgeArgs(whole(args), backends).problems ?? [];
}

function whole(args: Record<string, unknown>): Record<string, unknown> {
  const least = { region: 'fra1', firewall: { tags: ['web'] } };
  return {
    backend: 'digitalocean',
    ...args,
    digitalocean: { ...least, ...(args.digitalocean as object | undefined) },
  };
}
