import fc from "fast-check";
import { expect, it } from "vitest";
import { type CalendarDeadline, calendarText } from "./calendar.ts";

const deadline = (changed: Partial<CalendarDeadline> = {}): CalendarDeadline => ({
  id: "01900000-0000-7000-8000-000000000001",
  kind: "signature",
  title: "flight-delay v3 to production",
  sentence: "Your signature is requested.",
  href: "/releases/4",
  dueAt: "2026-11-27T08:00:00.000Z",
  toldAt: "2026-11-26T08:00:00.000Z",
  ...changed,
});
const ORIGIN = "https://countersign.example";
const unfolded = (text: string) => text.replaceAll("\r\n ", "");

it("is an event that ends at the deadline, with its title and link", () => {
  const lines = unfolded(calendarText([deadline()], ORIGIN)).split("\r\n");
  for (const line of [
    "BEGIN:VCALENDAR",
    "UID:01900000-0000-7000-8000-000000000001@countersign.example",
    "DTSTAMP:20261126T080000Z",
    "DTSTART:20261127T074500Z",
    "DTEND:20261127T080000Z",
    "SUMMARY:To sign: flight-delay v3 to production",
    "DESCRIPTION:Your signature is requested.",
    "URL:https://countersign.example/releases/4",
  ])
    expect(lines).toContain(line);
  expect(lines.slice(-3)).toEqual(["END:VEVENT", "END:VCALENDAR", ""]);
});

it("is a calendar without events where nothing is due", () => {
  expect(calendarText([], ORIGIN)).not.toContain("VEVENT");
});

it("no name adds a line or a property, and each line has at most 75 bytes", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.constantFrom(
      "a\r\nEND:VCALENDAR",
      "b\nATTACH:https://evil.example",
      "c;d,e\\f",
      "\u2028x",
      "é".repeat(80),
    ),
  );
  fc.assert(
    fc.property(hostile, hostile, (title, sentence) => {
      const text = calendarText([deadline({ title, sentence })], ORIGIN);
      for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      const names = unfolded(text)
        .trimEnd()
        .split("\r\n")
        .map((line) => line.slice(0, line.indexOf(":")));
      expect(names).toEqual(
        unfolded(calendarText([deadline()], ORIGIN))
          .trimEnd()
          .split("\r\n")
          .map((line) => line.slice(0, line.indexOf(":"))),
      );
    }),
  );
});
