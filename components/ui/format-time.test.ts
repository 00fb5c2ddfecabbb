import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  deadlineText,
  exactSpanText,
  momentText,
  preciseSpanText,
  relativeText,
  spanText,
  utcText,
} from "./format-time.ts";

const at = Date.parse("2026-03-29T00:30:00.000Z");
const HOUR = 3_600_000;

describe("a moment in a zone", () => {
  it.each([
    ["UTC", "29 Mar 2026, 00:30"],
    ["Europe/Amsterdam", "29 Mar 2026, 01:30"],
    ["America/New_York", "28 Mar 2026, 20:30"],
    ["Asia/Kathmandu", "29 Mar 2026, 06:15"],
    ["Pacific/Kiritimati", "29 Mar 2026, 14:30"],
    ["Pacific/Pago_Pago", "28 Mar 2026, 13:30"],
  ])("%s", (zone, text) => {
    expect(momentText(at, zone, "minute")).toBe(text);
  });

  it("skips the hour that a zone skips, and not in UTC", () => {
    expect(momentText(at + HOUR, "Europe/Amsterdam", "clock")).toBe("03:30:00");
    expect(momentText(at + HOUR, "UTC", "clock")).toBe("01:30:00");
  });

  it.each([
    ["date", "29 Mar 2026"],
    ["minute", "29 Mar 2026, 00:30"],
    ["second", "29 Mar 2026, 00:30:00"],
    ["clock", "00:30:00"],
    ["instant", "00:30:00.000"],
    ["hour", "00:30"],
  ] as const)("as %s", (shape, text) => {
    expect(momentText(at, "UTC", shape)).toBe(text);
  });

  it("is the same in UTC for everyone, to the millisecond", () => {
    const moment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(moment, (ms) => {
        expect(utcText(ms)).toContain(new Date(ms).toISOString().slice(11, 23));
      }),
    );
  });
});

describe("a span", () => {
  it.each([
    [0, "0 s"],
    [-5, "0 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [80_000, "1 min 20 s"],
    [HOUR - 1, "59 min 59 s"],
    [9 * HOUR + 60_000, "9 h 1 min"],
    [10 * HOUR + 8 * 60_000, "10 h 8 min"],
    [HOUR + 5000, "1 h"],
    [48 * HOUR - 1, "47 h 59 min"],
    [48 * HOUR, "2 days"],
    [51 * HOUR, "2 days 3 h"],
  ])("of %s ms is %s", (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });

  const span = fc.integer({ min: 0, max: 400 * 24 * HOUR });
  const unit: Record<string, number> = { s: 1, min: 60, h: 3600, days: 86_400 };
  const secondsIn = (text: string) =>
    [...text.matchAll(/(\d+) ([a-z]+)/g)].reduce(
      (sum, [, count, name]) => sum + Number(count) * unit[name!]!,
      0,
    );

  it("is never worded as longer than it is, nor shorter by as much as its smaller unit", () => {
    fc.assert(
      fc.property(span, (ms) => {
        const said = secondsIn(spanText(ms));
        expect(said * 1000).toBeLessThanOrEqual(ms);
        const smaller = ms < HOUR ? 1 : ms < 48 * HOUR ? 60 : 3600;
        expect(ms / 1000 - said).toBeLessThan(smaller);
      }),
    );
  });

  it("is one number wherever it stands: a distance from now is the same span cut short", () => {
    fc.assert(
      fc.property(span, (ms) => {
        const whole = spanText(ms);
        const same = (text: string) => whole === text || whole.startsWith(`${text} `);
        expect(same(deadlineText(ms, 0).replace(" left", ""))).toBe(true);
        if (ms > 0) expect(same(deadlineText(0, ms).replace(" overdue", ""))).toBe(true);
        if (ms >= 45_000) {
          expect(same(relativeText(0, ms).replace(" ago", ""))).toBe(true);
          expect(same(relativeText(ms, 0).replace("in ", ""))).toBe(true);
        }
      }),
    );
  });

  it("is exact where it is declared, and begins as everywhere else", () => {
    fc.assert(
      fc.property(span, (ms) => {
        expect(secondsIn(exactSpanText(ms))).toBe(Math.floor(ms / 1000));
        expect(exactSpanText(ms).startsWith(spanText(ms))).toBe(true);
      }),
    );
  });

  it("of machines keeps hundredths up to ten seconds", () => {
    expect([0, 214, 9990, 10_000, 80_000].map(preciseSpanText)).toEqual([
      "0.00 s",
      "0.21 s",
      "9.99 s",
      "10 s",
      "1 min 20 s",
    ]);
  });

  it("looks back and ahead from now", () => {
    expect([-44_999, 44_999, -45_000, 45_000].map((away) => relativeText(away, 0))).toEqual([
      "just now",
      "just now",
      "45 s ago",
      "in 45 s",
    ]);
    expect(deadlineText(0, 0)).toBe("0 s left");
    expect(deadlineText(0, 1000)).toBe("1 s overdue");
  });
});
