import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countOf,
  formatBytes,
  formatInterval,
  formatNumber,
  formatShare,
  formatSigned,
} from "./format-number.ts";
import { deadlineText, momentText, relativeText, spanText, utcText } from "./format-time.ts";
import { avatarColor, initials } from "./initials.ts";
import { shortDigest } from "./short-digest.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("numbers", () => {
  it.each([
    [10482, 0, "10,482"],
    [-0.0127, 4, "−0.0127"],
    [-0.00001, 3, "0.000"],
    [0.5, 1, "0.5"],
    [null, 2, "–"],
    [Number.NaN, 2, "–"],
    [Number.POSITIVE_INFINITY, 2, "–"],
  ])("%s with %s decimals reads %s", (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text);
  });

  it("shows the sign of a change, never a minus nothing", () => {
    expect(formatSigned(0.047, 3)).toBe("+0.047");
    expect(formatSigned(-0.00001, 3)).toBe("+0.000");
    expect(formatSigned(null)).toBe("–");
    expect(formatInterval(-0.055, 0.005, 3)).toBe("[−0.055, +0.005]");
  });

  it("reads back as the value it was rounded from", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, decimals) => {
          const back = Number(formatNumber(value, decimals).replace("−", "-").replaceAll(",", ""));
          expect(Math.abs(back - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-6);
        },
      ),
    );
  });

  it("shares, bytes and counts", () => {
    expect(formatShare(0.94)).toBe("94 %");
    expect(formatShare(null)).toBe("–");
    expect([1, 2, 300].map(formatBytes)).toEqual(["1 byte", "2 bytes", "300 bytes"]);
    expect(formatBytes(1_234_567)).toBe("1.2 MB");
    expect(countOf(1, "person", "people")).toBe("1 person");
    expect(countOf(2100, "file")).toBe("2,100 files");
  });
});

describe("times", () => {
  it.each([
    [41_000, "41 s"],
    [5 * hour + 12 * minute, "5 h 12 min"],
    [2 * hour, "2 h"],
    [26 * hour + 5 * minute, "26 h 5 min"],
    [2 * day, "2 days"],
    [-5, "0 s"],
  ])("%s ms is %s", (spanMs, text) => {
    expect(spanText(spanMs)).toBe(text);
  });

  it("looks back, forward and at deadlines", () => {
    expect(relativeText(0, 10_000)).toBe("just now");
    expect(relativeText(0, 3 * minute)).toBe("3 min ago");
    expect(relativeText(3 * hour, 0)).toBe("in 3 h");
    expect(deadlineText(3 * hour, 0)).toBe("3 h left");
    expect(deadlineText(0, 3 * hour)).toBe("3 h overdue");
  });

  it("puts a moment into a zone, and into UTC to the millisecond", () => {
    const at = Date.parse("2026-11-23T14:02:31.352Z");
    expect(momentText(at, "Europe/Amsterdam", "minute")).toBe("23 Nov 2026, 15:02");
    expect(momentText(at, "UTC", "clock")).toBe("14:02:31");
    expect(utcText(at)).toBe("23 November 2026, 14:02:31.352 UTC");
  });
});

describe("people and digests", () => {
  it("initials", () => {
    expect(initials("Mira Okafor")).toBe("MO");
    expect(initials("Ana María de la Cruz")).toBe("AC");
    expect(initials("étienne")).toBe("É");
    expect(initials("  ")).toBe("?");
  });

  it("a name always has the same colour", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(avatarColor(name)).toMatch(/^#[0-9a-f]{6}$/);
        expect(avatarColor(name)).toBe(avatarColor(`${name}`));
      }),
    );
  });

  it("digests keep their algorithm and both ends", () => {
    expect(shortDigest(`sha256:9f2c${"0".repeat(56)}e41a`)).toEqual({ prefix: "sha256", short: "9f2c…e41a" });
    expect(shortDigest("10,482")).toEqual({ prefix: "", short: "10,482" });
  });
});
