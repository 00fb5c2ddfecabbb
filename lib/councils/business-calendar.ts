import { z } from "zod";
import { isDay } from "#lib/kernel/zoned-time.ts";
import { timeOfDay, weekday, zoneName } from "#lib/policy/freeze-window.ts";

export const weekdays = z
  .array(weekday)
  .min(1)
  .max(7)
  .refine((days) => new Set(days).size === days.length, { message: "must not name a day twice" });

const day = z
  .string()
  .regex(/^[2-9]\d{3}-\d{2}-\d{2}$/, "must look like 2026-12-24")
  .refine(isDay, "must be a day of the calendar");

/** When a council works: its deadlines count these hours alone. */
export const businessCalendar = z
  .strictObject({
    /** Whose clocks its hours go by. */
    zone: zoneName,
    days: weekdays,
    from: timeOfDay,
    to: timeOfDay,
    /** Days on which it does not work. */
    holidays: z.array(day).max(200),
  })
  .refine(({ from, to }) => from < to, { message: "must open before it closes", path: ["to"] });
export type BusinessCalendar = z.infer<typeof businessCalendar>;
