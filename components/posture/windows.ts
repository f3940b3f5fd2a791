// Windows of time as the clouds write them: whether the snapshots' and the maintenance's meet.

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/** Whether a daily `HH:MM-HH:MM` and a weekly `ddd:HH:MM-ddd:HH:MM` meet, UTC. What is no window meets nothing. */
export function windowsMeet(daily: unknown, weekly: unknown): boolean {
  const day = typeof daily === 'string' ? /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(daily) : null;
  const week =
    typeof weekly === 'string'
      ? /^(\w{3}):(\d\d):(\d\d)-(\w{3}):(\d\d):(\d\d)$/.exec(weekly.toLowerCase())
      : null;
  if (!day || !week) return false;
  const from = minutes(day[1], day[2]);
  const length = span(from, minutes(day[3], day[4]), dayMinutes);
  const start = days.indexOf(week[1] ?? '') * dayMinutes + minutes(week[2], week[3]);
  const end = days.indexOf(week[4] ?? '') * dayMinutes + minutes(week[5], week[6]);
  const maintenance = { from: start, length: span(start, end, weekMinutes) };
  return days.some((_, index) => meet({ from: index * dayMinutes + from, length }, maintenance));
}

interface Span {
  from: number;
  length: number;
}

/** Around the end of the week too. */
function meet(one: Span, other: Span): boolean {
  return (
    span(one.from, other.from, weekMinutes) < one.length ||
    span(other.from, one.from, weekMinutes) < other.length
  );
}

function minutes(hour = '0', minute = '0'): number {
  return Number(hour) * 60 + Number(minute);
}

function span(from: number, to: number, cycle: number): number {
  return (((to - from) % cycle) + cycle) % cycle;
}
