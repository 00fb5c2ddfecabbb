import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartRows, withGaps, yDomain } from "./chart-scale.ts";
import { rollbackDetail } from "./rollout-banner.tsx";
import type { ArmPoint } from "./rollout-view.ts";

const number = fc.option(fc.double({ min: -100, max: 100, noNaN: true }));
const point: fc.Arbitrary<ArmPoint> = fc.record({
  at: fc.constant("2026-11-23T14:00:00Z"),
  baseline: number,
  baselineLow: number,
  baselineHigh: number,
  candidate: number,
  candidateLow: number,
  candidateHigh: number,
});

describe("yDomain", () => {
  it("holds every mean and the limit, and is never flat", () => {
    fc.assert(
      fc.property(fc.array(point), number, (points, limit) => {
        const [low, high] = yDomain({ points, limit });
        expect(high).toBeGreaterThan(low);
        for (const value of [...points.flatMap((each) => [each.baseline, each.candidate]), limit]) {
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
        }
      }),
    );
  });

  it("is not flattened by a band from three observations", () => {
    const steady = {
      at: "",
      baseline: 0.51,
      baselineLow: -9,
      baselineHigh: 10,
      candidate: 0.55,
      candidateLow: null,
      candidateHigh: null,
    };
    const [low, high] = yDomain({ points: [steady], limit: null });
    expect(high - low).toBeLessThan(0.2);
  });
});

it("an arm without both ends of its band has no band", () => {
  const [row] = chartRows([
    {
      at: "2026-11-23T14:00:00Z",
      baseline: 1,
      baselineLow: 0,
      baselineHigh: null,
      candidate: 1,
      candidateLow: 0,
      candidateHigh: 2,
    },
  ]);
  expect(row).toMatchObject({ baselineBand: null, candidateBand: [0, 2], atMs: 1_795_442_400_000 });
});

it("tells the four times of a rollback from the breach on", () => {
  const times = {
    breachAt: "2026-11-23T14:02:31.118Z",
    detectedAt: "2026-11-23T14:02:31.328Z",
    decidedAt: "2026-11-23T14:02:31.348Z",
    actuatedAt: "2026-11-23T14:02:31.758Z",
  };
  expect(rollbackDetail(times, "v1")).toBe(
    "Breach 14:02:31.118 UTC, detected +0.21 s, decided +0.23 s, first request on v1 +0.64 s.",
  );
});

describe("withGaps", () => {
  const at = (second: number): ArmPoint => ({
    at: new Date(second * 1000).toISOString(),
    baseline: 1,
    baselineLow: 1,
    baselineHigh: 1,
    candidate: 1,
    candidateLow: 1,
    candidateHigh: 1,
  });

  it("draws nothing over silence, and leaves what is whole as it is", () => {
    const seconds = withGaps([at(0), at(5), at(10), at(40)], 5).map(({ at: when, baseline }) => [
      Date.parse(when) / 1000,
      baseline,
    ]);
    expect(seconds).toEqual([
      [0, 1],
      [5, 1],
      [10, 1],
      [15, null],
      [40, 1],
    ]);
  });
});
