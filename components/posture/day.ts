/** `YYYY-MM-DD`, UTC. Two of them compare as strings. */
export type Day = string;

export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/**
 * Reads a day that exists in the calendar, else undefined. Midnight as Go prints it counts as its day: the Pulumi CLI
 * takes a date that stands unquoted in a stack file for a timestamp, and passes that text on (3.260).
 */
export function readDay(value: unknown): Day | undefined {
  if (typeof value !== 'string') return undefined;
  const day = /^(\d{4}-\d{2}-\d{2})(?: 00:00:00 \+0000 UTC)?$/.exec(value)?.[1];
  if (day === undefined) return undefined;
  const moment = new Date(`${day}T00:00:00Z`);
  // The 30th of February reads as the 1st or 2nd of March, so only a day that comes back the same is one.
  return !Number.isNaN(moment.getTime()) && dayOf(moment) === day ? day : undefined;
}
