import type { DeployResult } from '../../engine/events.ts';
import type { Failure } from '../failure.ts';
import { plain } from './values.ts';

/** What `preview`, `up` and `destroy` print with `--json`, a failure beside what was done until then. */
export function toDocument(stack: string, engine: string, result: DeployResult, failure?: Failure): object {
  return {
    ...(failure ? { error: { code: failure.code, message: failure.message, details: failure.details } } : {}),
    stack,
    engine,
    steps: result.steps.map(({ op, urn, type }) => ({ op, urn, type })),
    counts: result.counts,
    policies: result.policies.map(({ rule, urn, state, level, message, waiver }) => ({
      rule,
      urn,
      state,
      level,
      message,
      waiver,
    })),
    outputs: plain(result.outputs, 'hidden'),
  };
}

/** The one document that `--json` prints. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
