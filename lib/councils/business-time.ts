import { DAY_MS } from "#lib/kernel/time.ts";
import { dayAfter, momentsOf, wallTime, weekdayOf } from "#lib/kernel/zoned-time.ts";
import type { BusinessCalendar } from "./business-calendar.ts";

/** A stretch of time, in milliseconds since 1970: from its first moment up to, and without, its last. */
export type Stretch = { readonly fromMs: number; readonly untilMs: number };

/** A calendar that works on no day for so long never works. */
const DAYS_MAX = 2 * 366;

/**
 * The hours in which the calendar works, from a moment on, in order: a day each. A change of clocks within them makes them
 * longer or shorter, as it does the day of those who work.
 */
export function* workingStretches(
  { zone, days, from, to, holidays }: BusinessCalendar,
  sinceMs: number,
): Generator<Stretch> {
  const closed = new Set(holidays);
  const first = wallTime(sinceMs, zone).slice(0, 10);
  for (let n = 0; n < DAYS_MAX; n++) {
    const day = dayAfter(first, n);
    if (!days.includes(weekdayOf(day)) || closed.has(day)) continue;
    const fromMs = Math.max(sinceMs, momentsOf(`${day}T${from}`, zone).earliest);
    const untilMs = momentsOf(`${day}T${to}`, zone).latest;
    if (fromMs < untilMs) yield { fromMs, untilMs };
  }
}

/** How much of the time between two moments the calendar works. */
export function workedMs(calendar: BusinessCalendar, { fromMs, untilMs }: Stretch): number {
  let worked = 0;
  if (untilMs - fromMs > DAYS_MAX * DAY_MS)
    return workedMs(calendar, { fromMs: untilMs - DAYS_MAX * DAY_MS, untilMs });
  for (const stretch of workingStretches(calendar, fromMs)) {
    if (stretch.fromMs >= untilMs) break;
    worked += Math.min(stretch.untilMs, untilMs) - stretch.fromMs;
  }
  return worked;
}

/** The moment at which the calendar has worked for so long since another; null where it never does. */
export function workedAfter(calendar: BusinessCalendar, sinceMs: number, ms: number): number | null {
  let left = ms;
  for (const { fromMs, untilMs } of workingStretches(calendar, sinceMs)) {
    if (left <= untilMs - fromMs) return fromMs + left;
    left -= untilMs - fromMs;
  }
  return null;
}
