import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deadlineText, momentText, relativeText, spanText, utcText } from "./format-time.ts";

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
    [59_999, "59 s"],
    [60_000, "1 min"],
    [HOUR - 1, "59 min"],
    [9 * HOUR + 60_000, "9 h 1 min"],
    [10 * HOUR + 60_000, "10 h"],
    [48 * HOUR - 1, "47 h"],
    [48 * HOUR, "2 days"],
  ])("of %s ms is %s", (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });

  it("is never worded as longer than it is", () => {
    const unit: Record<string, number> = { s: 1, min: 60, h: 3600, days: 86_400 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 24 * HOUR }), (ms) => {
        const words = spanText(ms).split(" ");
        const seconds = words.reduce(
          (sum, word, i) => sum + (i % 2 ? 0 : Number(word) * unit[words[i + 1]!]!),
          0,
        );
        expect(seconds * 1000).toBeLessThanOrEqual(ms);
      }),
    );
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
