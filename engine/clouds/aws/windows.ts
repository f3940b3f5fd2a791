// Windows of time as ElastiCache writes them, UTC.

import type { Form } from '../tables/index.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

export const daily: Form = {
  says: 'a window of at least 60 minutes, HH:MM-HH:MM',
  fits: (text) => (dailyWindow(text)?.minutes ?? 0) >= 60,
};

export const weekly: Form = {
  says: 'a window of at least 60 minutes, ddd:HH:MM-ddd:HH:MM',
  fits: (text) => (weeklyWindow(text)?.minutes ?? 0) >= 60,
};

interface Window {
  from: number;
  minutes: number;
}

function dailyWindow(text: string): Window | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) return undefined;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  const from = fromHour * 60 + fromMinute;
  return { from, minutes: (toHour * 60 + toMinute - from + dayMinutes) % dayMinutes };
}

function weeklyWindow(text: string): Window | undefined {
  const match = /^([a-z]{3}):([01]\d|2[0-3]):([0-5]\d)-([a-z]{3}):([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  const [, fromDay = '', fromHour, fromMinute, toDay = '', toHour, toMinute] = match ?? [];
  if (!days.includes(fromDay) || !days.includes(toDay)) return undefined;
  const from = days.indexOf(fromDay) * dayMinutes + Number(fromHour) * 60 + Number(fromMinute);
  const to = days.indexOf(toDay) * dayMinutes + Number(toHour) * 60 + Number(toMinute);
  return { from, minutes: (to - from + weekMinutes) % weekMinutes };
}

/** Whether the daily window meets the weekly one on some day. */
export function overlap(everyDay: string, everyWeek: string): boolean {
  const [short, long] = [dailyWindow(everyDay), weeklyWindow(everyWeek)];
  if (!short || !long) return false;
  return days.some((_, day) => {
    const from = day * dayMinutes + short.from;
    return (
      (long.from - from + weekMinutes) % weekMinutes < short.minutes ||
      (from - long.from + weekMinutes) % weekMinutes < long.minutes
    );
  });
}
