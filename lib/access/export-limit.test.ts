import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPORT_KINDS, EXPORT_LIMITS, EXPORT_WINDOW_MS, exportWaitMs } from "./export-limit.ts";

const NOW = new Date("2026-11-23T08:00:00.000Z");
const before = (ms: number): Date => new Date(NOW.getTime() - ms);

describe("32: an export", () => {
  it("starts while the caller and the whole installation are below their limits", () => {
    for (const kind of EXPORT_KINDS) {
      const { own, all } = EXPORT_LIMITS[kind];
      const free = { own: own - 1, all: all - 1, begun: 0, oldestAt: null };
      expect(exportWaitMs(kind, free, NOW)).toBe(0);
      expect(exportWaitMs(kind, { ...free, own }, NOW)).toBeGreaterThan(0);
      expect(exportWaitMs(kind, { ...free, all }, NOW)).toBeGreaterThan(0);
    }
  });

  it("waits until the oldest of the last minute is a minute old, and never longer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: EXPORT_WINDOW_MS }), fc.nat({ max: 50 }), (ageMs, more) => {
        const begun = EXPORT_LIMITS.file.perMinute + more;
        const wait = exportWaitMs("file", { own: 0, all: 0, begun, oldestAt: before(ageMs) }, NOW);
        expect(wait).toBe(Math.max(1000, EXPORT_WINDOW_MS - ageMs));
      }),
    );
  });
});
