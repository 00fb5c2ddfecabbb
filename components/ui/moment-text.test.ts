import { expect, it } from "vitest";
import { instantOf, localMoment, localText } from "./moment-text.ts";

it.each([
  ["Europe/Berlin", "2026-07-01T12:00:00.000Z", "2026-07-01T14:00"],
  ["Europe/Berlin", "2026-11-26T23:30:00.000Z", "2026-11-27T00:30"],
  ["Asia/Kathmandu", "2026-01-01T00:00:00.000Z", "2026-01-01T05:45"],
  ["America/St_Johns", "2026-01-01T00:00:00.000Z", "2025-12-31T20:30"],
  ["UTC", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00"],
])("in %s %s is %s, and back", (zone, at, text) => {
  expect(localText(Date.parse(at), zone)).toBe(text);
  expect(new Date(localMoment(text, zone)).toISOString()).toBe(at);
});

it("finds a moment on either side of a change of clocks", () => {
  for (const at of ["2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00.000Z", "2026-10-25T01:30:00.000Z"])
    expect(
      new Date(localMoment(localText(Date.parse(at), "Europe/Berlin"), "Europe/Berlin")).toISOString(),
    ).toBe(at);
  expect(localMoment("", "UTC")).toBeNaN();
});

it.each([
  ["2026-03-01", "start", "2026-03-01T00:00:00.000Z"],
  ["2026-03-01", "end", "2026-03-01T23:59:59.999Z"],
  ["2026-03-01T08:30", "start", "2026-03-01T08:30:00.000Z"],
  ["2026-03-01T08:30", "end", "2026-03-01T08:30:59.999Z"],
  ["2026-03-01T08:30:00+01:00", "end", "2026-03-01T08:30:00+01:00"],
  ["yesterday", "start", "yesterday"],
] as const)("%s as the %s is %s", (text, edge, instant) => {
  expect(instantOf(text, edge)).toBe(instant);
});
