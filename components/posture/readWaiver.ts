import { type Day, readDay } from './day.ts';

/** One entry of `waivers` after reading; `problem` says why it cannot count. */
export type ReadWaiver = {
  position: number;
  rule: string | undefined;
  resource: string | undefined;
} & (
  | { problem: string; reason?: undefined; until?: undefined }
  | { problem?: undefined; reason: string; until: Day | undefined }
);

/** Reads the argument `waivers`, whatever it is. What is no list has no entries. */
export function readWaivers(waivers: unknown): ReadWaiver[] {
  return Array.isArray(waivers) ? Array.from(waivers, readWaiver) : [];
}

function readWaiver(entry: unknown, position: number): ReadWaiver {
  const fields: { rule?: unknown; reason?: unknown; until?: unknown; resource?: unknown } =
    typeof entry === 'object' && entry !== null ? entry : {};
  const rule = text(fields.rule);
  const resource = text(fields.resource);
  const where = { position, rule, resource };

  if (rule === undefined) return { ...where, problem: 'it names no `rule`' };
  const reason = text(fields.reason);
  if (reason === undefined) return { ...where, problem: 'it gives no `reason`' };
  if (fields.resource != null && resource === undefined)
    return { ...where, problem: 'its `resource` is not the name or URN pattern of a resource' };
  if (fields.until == null) return { ...where, reason, until: undefined };
  const until = readDay(fields.until);
  if (until === undefined)
    return { ...where, problem: 'its `until` is not a day of the calendar, written YYYY-MM-DD' };
  return { ...where, reason, until };
}

/** A text with something in it, without the space around it. */
function text(value: unknown): string | undefined {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' ? undefined : trimmed;
}
