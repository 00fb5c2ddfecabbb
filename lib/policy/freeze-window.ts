import { z } from "zod";
import { id } from "#lib/kernel/fields.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import {
  dayAfter,
  isDay,
  isZone,
  LOCAL_TIME,
  momentsOf,
  wallTime,
  weekdayOf,
} from "#lib/kernel/zoned-time.ts";

const localTime = z
  .string()
  .regex(LOCAL_TIME, "must look like 2026-12-20T09:00")
  .refine((text) => isDay(text.slice(0, 10)), "must be a day of the calendar")
  .meta({ pattern: LOCAL_TIME.source });
/** 1 for Monday to 7 for Sunday. */
export const weekday = z.int().min(1).max(7);
export const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must look like 09:00");
const weekTime = z.strictObject({ day: weekday, time: timeOfDay });

/** A place whose clocks the window goes by. */
export const zoneName = z.string().max(60).refine(isZone, "must be a time zone like Europe/Berlin or UTC");

/** When a freeze is in force, by the clocks of its zone: once, or the same part of every week. */
export const freezeWindow = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("once"), from: localTime, to: localTime }),
  z.strictObject({ kind: z.literal("weekly"), from: weekTime, to: weekTime }),
]);
export type FreezeWindow = z.infer<typeof freezeWindow>;

/** One time that it is in force: from its first moment up to, and without, its last. */
export type Span = { readonly from: Date; readonly until: Date };

/** What has no end of its own: a pointer that is switched off, and the stop of all rollouts. Two people end either. */
export const standingWindow = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("off"), pointer: id }),
  z.strictObject({ kind: z.literal("stop") }),
]);
export type StandingWindow = z.infer<typeof standingWindow>;

type Zoned = { readonly window: FreezeWindow; readonly zone: string };

/** An hour that clocks show twice is frozen both times, and one that they skip never shortens a window. */
function spanOf(from: string, to: string, zone: string): Span {
  return {
    from: new Date(momentsOf(from, zone).earliest),
    until: new Date(momentsOf(to, zone).latest),
  };
}

/** Its spans around a moment, in order: those that can contain it, and the next. */
export function spansAround({ window, zone }: Zoned, now: Date): Span[] {
  if (window.kind === "once") return [spanOf(window.from, window.to, zone)];
  const { from, to } = window;
  const lasts = (to.day - from.day + 7) % 7;
  const days = lasts === 0 && to.time <= from.time ? 7 : lasts;
  const today = wallTime(now.getTime(), zone).slice(0, 10);
  const back = weekdayOf(today) - from.day;
  return [-14, -7, 0, 7].map((week) => {
    const first = dayAfter(today, week - back);
    return spanOf(`${first}T${from.time}`, `${dayAfter(first, days)}T${to.time}`, zone);
  });
}

/** The span in which a moment lies; null outside. */
export const spanAt = (zoned: Zoned, now: Date): Span | null =>
  spansAround(zoned, now).findLast(({ from, until }) => from <= now && now < until) ?? null;

/** The next span that has not begun; null where there is none. */
export const nextSpan = (zoned: Zoned, now: Date): Span | null =>
  spansAround(zoned, now).find(({ from }) => from > now) ?? null;

const ONCE_DAYS_MAX = 366;

/** What is wrong with a window; null where it can be in force. */
export function windowFault({ window, zone }: Zoned, now: Date): string | null {
  if (window.kind === "weekly")
    return window.from.day === window.to.day && window.from.time === window.to.time
      ? "A window of a whole week would never end. Choose another end."
      : null;
  const { from, until } = spanOf(window.from, window.to, zone);
  if (until <= from || window.to <= window.from) return "The window ends before it starts.";
  if (until <= now) return "The window has passed.";
  return until.getTime() - from.getTime() > ONCE_DAYS_MAX * DAY_MS
    ? `A window lasts at most ${ONCE_DAYS_MAX} days.`
    : null;
}
