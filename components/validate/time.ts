// The two forms of a window of time, both UTC.

const clock = '([01]\\d|2[0-3]):([0-5]\\d)';
const day = '(mon|tue|wed|thu|fri|sat|sun)';
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayMinutes = 24 * 60;
const leastMinutes = 60;

/** `HH:MM-HH:MM`, at least an hour; it may pass midnight. */
export function isDailyWindow(text: string): boolean {
  const match = new RegExp(`^${clock}-${clock}$`).exec(text);
  if (!match) return false;
  const [, fromHour, fromMinute, toHour, toMinute] = match;
  return spans(minutes(fromHour, fromMinute), minutes(toHour, toMinute), dayMinutes);
}

/** `ddd:HH:MM-ddd:HH:MM`, at least an hour; it may pass the end of the week. */
export function isWeeklyWindow(text: string): boolean {
  const match = new RegExp(`^${day}:${clock}-${day}:${clock}$`).exec(text);
  if (!match) return false;
  const [, fromDay = '', fromHour, fromMinute, toDay = '', toHour, toMinute] = match;
  const from = days.indexOf(fromDay) * dayMinutes + minutes(fromHour, fromMinute);
  const to = days.indexOf(toDay) * dayMinutes + minutes(toHour, toMinute);
  return spans(from, to, 7 * dayMinutes);
}

function minutes(hour = '0', minute = '0'): number {
  return Number(hour) * 60 + Number(minute);
}

function spans(from: number, to: number, cycle: number): boolean {
  return (to - from + cycle) % cycle >= leastMinutes;
}
