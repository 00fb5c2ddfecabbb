import { describe, expect, it } from "vitest";
import { type FreezeWindow, freezeWindow, nextSpan, spanAt, windowFault, zoneName } from "./freeze-window.ts";

const BERLIN = "Europe/Berlin";
const once = (from: string, to: string): FreezeWindow => ({ kind: "once", from, to });
const weekly = (fromDay: number, fromTime: string, toDay: number, toTime: string): FreezeWindow => ({
  kind: "weekly",
  from: { day: fromDay, time: fromTime },
  to: { day: toDay, time: toTime },
});
const inForce = (window: FreezeWindow, at: string, zone = BERLIN) =>
  spanAt({ window, zone }, new Date(at))?.until.toISOString() ?? null;

describe("a window once", () => {
  const window = once("2026-12-20T09:00", "2026-12-21T09:00");
  it.each([
    ["2026-12-20T07:59:59.999Z", null],
    ["2026-12-20T08:00:00.000Z", "2026-12-21T08:00:00.000Z"],
    ["2026-12-21T07:59:59.999Z", "2026-12-21T08:00:00.000Z"],
    ["2026-12-21T08:00:00.000Z", null],
  ])("is in force at %s until %s", (at, until) => {
    expect(inForce(window, at)).toBe(until);
  });

  it("covers both of an hour that clocks show twice, from its first and to its second", () => {
    const night = once("2026-10-25T02:15", "2026-10-25T02:45");
    expect(inForce(night, "2026-10-25T00:15:00Z")).toBe("2026-10-25T01:45:00.000Z");
    expect(inForce(night, "2026-10-25T01:44:00Z")).toBe("2026-10-25T01:45:00.000Z");
  });

  it("is never shorter because clocks skip an hour", () => {
    const night = once("2027-03-28T02:15", "2027-03-28T02:45");
    expect(inForce(night, "2027-03-28T00:15:00Z")).toBe("2027-03-28T01:45:00.000Z");
  });
});

describe("a window of every week", () => {
  const weekend = weekly(5, "17:00", 1, "09:00");
  it.each([
    ["2026-11-27T15:59:59Z", null],
    ["2026-11-27T16:00:00Z", "2026-11-30T08:00:00.000Z"],
    ["2026-11-30T07:59:59Z", "2026-11-30T08:00:00.000Z"],
    ["2026-11-30T08:00:00Z", null],
    // Over both changes of clocks.
    ["2026-10-23T15:00:00Z", "2026-10-26T08:00:00.000Z"],
    ["2026-10-23T14:59:00Z", null],
    ["2027-03-26T16:00:00Z", "2027-03-29T07:00:00.000Z"],
    // Over the end of the year.
    ["2027-01-01T16:30:00Z", "2027-01-04T08:00:00.000Z"],
  ])("is in force at %s until %s", (at, until) => {
    expect(inForce(weekend, at)).toBe(until);
  });

  it("of one day ends on that day, and of one that ends before it starts a week later", () => {
    expect(inForce(weekly(2, "08:00", 2, "12:00"), "2026-11-24T08:00:00Z")).toBe("2026-11-24T11:00:00.000Z");
    expect(inForce(weekly(2, "08:00", 2, "12:00"), "2026-11-24T11:00:00Z")).toBeNull();
    expect(inForce(weekly(2, "12:00", 2, "08:00"), "2026-11-24T06:00:00Z")).toBe("2026-11-24T07:00:00.000Z");
  });

  it("goes by the day where its clocks are, not by that of UTC", () => {
    const monday = weekly(1, "00:00", 1, "01:00");
    expect(inForce(monday, "2026-11-29T10:30:00Z", "Pacific/Kiritimati")).toBe("2026-11-29T11:00:00.000Z");
    expect(inForce(monday, "2026-11-30T00:30:00Z", "Pacific/Kiritimati")).toBeNull();
  });

  it("tells when it begins next", () => {
    const next = nextSpan({ window: weekend, zone: BERLIN }, new Date("2026-11-28T12:00:00Z"));
    expect(next?.from.toISOString()).toBe("2026-12-04T16:00:00.000Z");
  });
});

describe("what no window is", () => {
  const now = new Date("2026-11-27T12:00:00Z");
  const fault = (window: FreezeWindow, zone = BERLIN) => windowFault({ window, zone }, now);
  it("ends before it starts, is over, lasts longer than a year, or never ends", () => {
    expect(fault(once("2026-12-21T09:00", "2026-12-20T09:00"))).toContain("before it starts");
    expect(fault(once("2026-11-20T09:00", "2026-11-27T13:00"))).toContain("has passed");
    expect(fault(once("2026-12-21T09:00", "2028-12-20T09:00"))).toContain("at most 366 days");
    expect(fault(weekly(1, "09:00", 1, "09:00"))).toContain("never end");
    expect(fault(once("2026-11-20T09:00", "2026-11-27T13:01"))).toBeNull();
  });

  it("is of a day that no calendar has, or of a zone without clocks", () => {
    expect(freezeWindow.safeParse(once("2026-02-30T09:00", "2026-03-01T09:00")).success).toBe(false);
    expect(freezeWindow.safeParse(once("2026-12-20T24:00", "2026-12-21T09:00")).success).toBe(false);
    expect(zoneName.safeParse("+02:00").success).toBe(false);
  });
});
