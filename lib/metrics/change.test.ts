import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATALOGUE, toleratedOf } from "./catalogue.ts";
import { changeState, gainOf, gainOfHarm } from "./change.ts";
import { harmSign } from "./direction.ts";

const finite = fc.double({ min: -1, max: 1, noNaN: true, noDefaultInfinity: true });
const interval = fc.tuple(finite, finite, finite).map((three) => {
  const [lower, difference, upper] = three.sort((a, b) => a - b) as [number, number, number];
  return { lower, difference, upper };
});
const metric = fc.constantFrom(...CATALOGUE);

describe("the sign of a change", () => {
  it("is + where the metric moved to its better side, for every metric of the catalogue", () => {
    fc.assert(
      fc.property(metric, finite, (one, difference) => {
        const { by } = gainOf(one, { difference })!;
        expect(Math.sign(by) + 0).toBe(Math.sign(-harmSign(one) * difference) + 0);
      }),
    );
  });

  it("keeps the interval in order around the change, and never writes a minus nothing", () => {
    fc.assert(
      fc.property(metric, interval, (one, measured) => {
        const { low, by, high } = gainOf(one, measured)!;
        expect(low!).toBeLessThanOrEqual(by);
        expect(by).toBeLessThanOrEqual(high!);
        expect(Object.is(gainOf(one, { difference: 0 })!.by, -0)).toBe(false);
      }),
    );
  });

  it("is the same for a verdict's harm as for the difference that it was made of", () => {
    fc.assert(
      fc.property(metric, interval, (one, { difference, lower, upper }) => {
        const ends = [harmSign(one) * lower, harmSign(one) * upper].sort((a, b) => a - b);
        const harm = { difference: harmSign(one) * difference, lower: ends[0]!, upper: ends[1]! };
        const [mine, judges] = [gainOf(one, { difference, lower, upper })!, gainOfHarm(harm)!];
        for (const key of ["by", "low", "high"] as const) expect(mine[key]).toBeCloseTo(judges[key]!, 12);
      }),
    );
  });

  it("is unknown where nothing was measured, and open where a bound is missing", () => {
    expect(gainOf({ better: "lower" }, { difference: null, lower: null, upper: null })).toBeNull();
    expect(gainOfHarm({ difference: 0.1, upper: 0.3 })).toEqual({ by: -0.1, low: -0.3, high: null });
  });
});

describe("what an interval says", () => {
  it.each([
    [0.01, 0.03, 0.02, "better"],
    [-0.03, -0.01, 0.02, "worse"],
    [-0.03, -0.01, 0.1, "worse"],
    [-0.01, 0.03, 0.02, "within"],
    [-0.02, 0.03, 0.02, "undecided"],
    [-0.01, 0.03, null, "undecided"],
    [null, 0.03, 0.02, "unmeasured"],
    [0.01, null, 0.02, "unmeasured"],
  ] as const)("%s to %s with %s tolerated is %s", (low, high, tolerated, state) =>
    expect(changeState({ by: 0, low, high }, tolerated)).toBe(state),
  );

  it("is nothing where there is no change to speak of", () => {
    expect(changeState(null, 0.1)).toBe("unmeasured");
  });
});

it("every metric that is compared offline has a usual margin, but an error on the scale of its forecast", () => {
  for (const { id, task } of CATALOGUE.filter(({ known }) => known.when !== "answer"))
    if (task === "regression") expect(toleratedOf(id), id).toBeNull();
    else expect(toleratedOf(id), id).toBeGreaterThan(0);
  expect(toleratedOf("f1")).toBeNull();
});
