// Windows of time as minutes of a week, UTC, Monday first.

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const week = 7 * 24 * 60;

interface Span {
  from: number;
  minutes: number;
}

/** Whether `HH:MM-HH:MM` of every day and `ddd:HH:MM-ddd:HH:MM` of every week ever share a minute. */
export function overlap(daily: string, weekly: string): boolean {
  const maintenance = weeklySpan(weekly);
  return days.some((day) => meet(dailySpan(day, daily), maintenance));
}

function weeklySpan(text: string): Span {
  const [from = '', to = ''] = text.split('-');
  return span(minuteOf(from), minuteOf(to), week);
}

function dailySpan(day: string, text: string): Span {
  const [from = '', to = ''] = text.split('-');
  return span(minuteOf(`${day}:${from}`), minuteOf(`${day}:${to}`), 24 * 60);
}

function span(from: number, to: number, cycle: number): Span {
  return { from, minutes: (to - from + cycle) % cycle };
}

function minuteOf(text: string): number {
  const [day = '', hour = '', minute = ''] = text.split(':');
  return days.indexOf(day) * 24 * 60 + Number(hour) * 60 + Number(minute);
}

/** Both may pass the end of the week. */
function meet(one: Span, other: Span): boolean {
  const after = (other.from - one.from + week) % week;
  const before = (one.from - other.from + week) % week;
  return after < one.minutes || before < other.minutes;
}
