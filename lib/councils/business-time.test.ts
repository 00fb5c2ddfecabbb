import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import type { BusinessCalendar } from "./business-calendar.ts";
import { workedAfter, workedMs } from "./business-time.ts";

const berlin: BusinessCalendar = {
  zone: "Europe/Berlin",
  days: [1, 2, 3, 4, 5],
  from: "08:00",
  to: "18:00",
  holidays: ["2026-12-24", "2026-12-25"],
};
const at = (text: string): number => Date.parse(text);
const worked = (from: string, until: string, calendar = berlin): number =>
  workedMs(calendar, { fromMs: at(from), untilMs: at(until) }) / HOUR_MS;

describe("business time", () => {
  it.each([
    ["within a day", "2026-11-25T09:00+01:00", "2026-11-25T12:30+01:00", 3.5],
    ["over a night", "2026-11-25T17:00+01:00", "2026-11-26T09:00+01:00", 2],
    ["over a weekend", "2026-11-27T17:00+01:00", "2026-11-30T09:00+01:00", 2],
    ["over holidays and a weekend", "2026-12-23T17:00+01:00", "2026-12-28T09:00+01:00", 2],
    ["outside its hours", "2026-11-28T10:00+01:00", "2026-11-29T10:00+01:00", 0],
    ["nothing", "2026-11-25T12:00+01:00", "2026-11-25T09:00+01:00", 0],
  ])("%s", (_, from, until, hours) => {
    expect(worked(from, until)).toBe(hours);
  });

  it("counts the hours of clocks that change as those who work have them", () => {
    const night = { ...berlin, days: [7], from: "00:00", to: "04:00" };
    expect(worked("2026-03-28T12:00+01:00", "2026-03-30T00:00+02:00", night)).toBe(3);
    expect(worked("2026-10-24T12:00+02:00", "2026-10-26T00:00+01:00", night)).toBe(5);
  });

  it("never comes to an end on a calendar that is always closed", () => {
    const closed = { ...berlin, days: [1], holidays: [] as string[] };
    const first = at("2026-01-05T00:00Z");
    closed.holidays = Array.from({ length: 200 }, (_, week) =>
      new Date(first + week * 7 * DAY_MS).toISOString().slice(0, 10),
    );
    expect(workedAfter(closed, first, HOUR_MS)).toBeNull();
  });
});

const zones = ["Europe/Berlin", "America/New_York", "UTC", "Australia/Lord_Howe", "Asia/Kathmandu"];
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const calendars = fc
  .record({
    zone: fc.constantFrom(...zones),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: time,
    to: time,
    holidays: fc.uniqueArray(
      fc
        .integer({ min: 0, max: 364 })
        .map((n) => new Date(Date.UTC(2026, 0, 1) + n * DAY_MS).toISOString().slice(0, 10)),
      { maxLength: 20 },
    ),
  })
  .filter(({ from, to }) => from < to);
const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) });

it("adds up, never runs backwards or faster than time, and ends when it has worked that long", () => {
  fc.assert(
    fc.property(
      calendars,
      fc.tuple(moments, moments, moments),
      fc.integer({ min: 1, max: 60 * HOUR_MS }),
      (calendar, times, ms) => {
        const [a, b, c] = times.toSorted((x, y) => x - y) as [number, number, number];
        const between = (fromMs: number, untilMs: number) => workedMs(calendar, { fromMs, untilMs });
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
        expect(between(a, c)).toBeGreaterThanOrEqual(0);
        expect(between(a, c)).toBeLessThanOrEqual(c - a);
        const end = workedAfter(calendar, a, ms);
        // A minute a week does not add up to a day within the years it is asked.
        if (end === null) return;
        expect(between(a, end)).toBe(ms);
        expect(between(a, end - 1)).toBe(ms - 1);
      },
    ),
    { numRuns: 200 },
  );
});
