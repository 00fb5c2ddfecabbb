import { dayAfter, momentsOf, wallTime, weekdayOf } from "#lib/kernel/zoned-time.ts";
import type { CompositionContent } from "./composition.ts";

/** A council that sits on no day for so long has no cadence. */
const DAYS_MAX = 366;

/** When the council sits next by its cadence and the clocks of its calendar; null where it has none. */
export function nextByCadence(
  { cadence, calendar }: Pick<CompositionContent, "cadence" | "calendar">,
  after: Date,
): Date | null {
  if (!cadence) return null;
  const today = wallTime(after.getTime(), calendar.zone).slice(0, 10);
  const closed = new Set(calendar.holidays);
  for (let n = 0; n < DAYS_MAX; n++) {
    const day = dayAfter(today, n);
    if (!cadence.days.includes(weekdayOf(day)) || closed.has(day)) continue;
    const at = momentsOf(`${day}T${cadence.time}`, calendar.zone).earliest;
    if (at > after.getTime()) return new Date(at);
  }
  return null;
}
