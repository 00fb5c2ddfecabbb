import { describe, expect, it } from "vitest";
import { dayAfter, isZone, momentsOf, wallTime, weekdayOf, zonedText } from "./zoned-time.ts";

const moments = (local: string, zone: string) => {
  const { earliest, latest } = momentsOf(local, zone);
  return [earliest, latest].map((at) => new Date(at).toISOString());
};

describe("a time in a zone", () => {
  it.each([
    ["2026-12-20T09:00", "Europe/Berlin", "2026-12-20T08:00:00.000Z", "2026-12-20T08:00:00.000Z"],
    ["2026-07-20T09:00", "Europe/Berlin", "2026-07-20T07:00:00.000Z", "2026-07-20T07:00:00.000Z"],
    ["2026-07-20T09:00", "Asia/Kathmandu", "2026-07-20T03:15:00.000Z", "2026-07-20T03:15:00.000Z"],
    // Clocks go from 02:00 to 03:00.
    ["2027-03-28T02:30", "Europe/Berlin", "2027-03-28T00:30:00.000Z", "2027-03-28T01:30:00.000Z"],
    ["2027-03-28T03:00", "Europe/Berlin", "2027-03-28T01:00:00.000Z", "2027-03-28T01:00:00.000Z"],
    // Clocks go from 03:00 back to 02:00.
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"],
    ["2026-10-25T03:00", "Europe/Berlin", "2026-10-25T02:00:00.000Z", "2026-10-25T02:00:00.000Z"],
    ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z", "2026-11-01T06:30:00.000Z"],
    // By half an hour only.
    ["2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z", "2026-04-04T15:15:00.000Z"],
    ["2026-12-31T23:59", "Pacific/Kiritimati", "2026-12-31T09:59:00.000Z", "2026-12-31T09:59:00.000Z"],
    ["2026-12-31T23:59", "UTC", "2026-12-31T23:59:00.000Z", "2026-12-31T23:59:00.000Z"],
  ])("%s in %s is between %s and %s", (local, zone, earliest, latest) => {
    expect(moments(local, zone)).toEqual([earliest, latest]);
  });

  it("reads back what clocks show", () => {
    expect(wallTime(Date.parse("2026-10-25T01:30:00Z"), "Europe/Berlin")).toBe("2026-10-25T02:30");
    expect(wallTime(Date.parse("2026-12-31T23:30:00Z"), "Asia/Tokyo")).toBe("2027-01-01T08:30");
  });

  it.each(["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT-14"])("knows %s", (zone) => {
    expect(isZone(zone)).toBe(true);
  });

  it.each(["+02:00", "EST", "europe/berlin", "Europe/Nowhere", "", " UTC", "Z", "../etc", "UTC+25"])(
    "takes no %j",
    (zone) => {
      expect(isZone(zone)).toBe(false);
    },
  );

  it("counts days as calendars do", () => {
    expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
    expect(dayAfter("2028-03-01", -1)).toBe("2028-02-29");
    expect([weekdayOf("2026-11-23"), weekdayOf("2026-11-29")]).toEqual([1, 7]);
  });

  it("is worded in its own zone", () => {
    expect(zonedText(new Date("2026-12-07T08:00:00Z"), "Europe/Berlin")).toBe(
      "Mon 7 Dec 2026 09:00 Europe/Berlin",
    );
  });
});
