import { toDocument } from '../../show/index.ts';
import type { Against } from '../base/index.ts';
import type { StackPreview } from '../sideBySide.ts';

/** One element of the array: what `preview --json` says of the stack, its month, and what differs from the base. */
export function document(preview: StackPreview, against: Against | undefined): object {
  const { stack, backends, engine, result, failure, usd } = preview;
  const said = result
    ? toDocument(stack, engine, result, failure)
    : {
        error: failure && { code: failure.code, message: failure.message, details: failure.details },
        stack,
        engine,
      };
  const comparison = against && {
    ref: against.ref,
    commit: against.commit,
    program: against.program,
    ...against.stacks.get(stack),
  };
  return { ...said, backends, usdPerMonth: usd, ...(comparison ? { base: comparison } : {}) };
}
