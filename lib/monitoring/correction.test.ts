import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { revisedObservations, type SentOutcome, settleOutcomes } from "./correction.ts";
import type { Truth } from "./given.ts";
import type { Observation } from "./observation.ts";
import { qualityObservations } from "./observation.ts";
import { rollUp } from "./rollup.ts";
import { seriesOf } from "./series.ts";
import { NO_YARDSTICK } from "./yardstick.ts";

const summed = (observations: readonly Observation[]) => rollUp(seriesOf(observations));

const at = "2026-11-24T09:00:00.000Z";
const sent = (predictionId: string, label: 0 | 1): SentOutcome => ({ predictionId, label, at });
const said = (label: 0 | 1): Truth => ({ label, told: null });
const answered = (score: number | null) => ({
  exposureId: "e",
  cohortSeconds: 5,
  arm: "candidate" as const,
  at: new Date(at),
  receivedAt: new Date(at),
  score,
  given: null,
  latencyMs: 12,
  failed: false,
  group: 3,
  slices: { where: "north" },
});

describe("what outcomes do to those known", () => {
  it("is to be the first, to correct the newest, or to repeat it", () => {
    const known = new Map([
      ["a", { label: 0 as const, told: null, revision: 0 }],
      ["b", { label: 1 as const, told: null, revision: 4 }],
    ]);
    expect(settleOutcomes([sent("a", 1), sent("b", 1), sent("c", 0)], known)).toEqual({
      stored: [
        { ...sent("a", 1), told: null, revision: 1 },
        { ...sent("c", 0), told: null, revision: 0 },
      ],
      repeated: ["b"],
    });
  });

  it("goes by the order in which they were sent, also back again within a batch", () => {
    const { stored, repeated } = settleOutcomes(
      [sent("a", 0), sent("a", 1), sent("a", 1), sent("a", 0)],
      new Map(),
    );
    expect(stored.map(({ label, revision }) => [label, revision])).toEqual([
      [0, 0],
      [1, 1],
      [0, 2],
    ]);
    expect(repeated).toEqual(["a"]);
  });
});

const row = fc.record({
  score: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(null, Number.NaN)),
  labels: fc.array(fc.constantFrom(said(0), said(1)), { minLength: 1, maxLength: 6 }),
});

it("revised sums equal those of the last labels: counts exactly, sums within rounding", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
      const revised = summed(
        rows.flatMap(({ score, labels: [first, ...later] }) => [
          ...qualityObservations(answered(score), first!, NO_YARDSTICK),
          ...later.flatMap((now, i) =>
            revisedObservations(answered(score), i === 0 ? first! : later[i - 1]!, now, NO_YARDSTICK),
          ),
        ]),
      );
      const last = summed(
        rows.flatMap(({ score, labels }) =>
          qualityObservations(answered(score), labels.at(-1)!, NO_YARDSTICK),
        ),
      );
      expect(revised).toHaveLength(last.length);
      for (const [i, { n, nonFinite, total, totalSquares }] of revised.entries()) {
        expect([n, nonFinite]).toEqual([last[i]!.n, last[i]!.nonFinite]);
        // No value is above 35, so no sum of these is rounded by more.
        expect(Math.abs(total - last[i]!.total)).toBeLessThan(1e-9);
        expect(Math.abs(totalSquares - last[i]!.totalSquares)).toBeLessThan(1e-7);
      }
    }),
  );
});

it("a label that did not change changes nothing, and one that did is counted as corrected", () => {
  expect(revisedObservations(answered(0.3), said(1), said(1), NO_YARDSTICK)).toEqual([]);
  const rollups = summed(revisedObservations(answered(0.3), said(0), said(1), NO_YARDSTICK));
  expect(rollups.length).toBeGreaterThan(0);
  expect(rollups.every(({ n, corrected }) => n === 0 && corrected === 1)).toBe(true);
});
