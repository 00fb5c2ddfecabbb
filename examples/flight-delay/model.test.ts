import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solveInPlace } from "./cholesky.ts";
import { fitWeights, influenceOf } from "./model.ts";
import { seededRandom } from "./random.ts";
import { scorerOf, trainingInputs } from "./serve.ts";
import type { FlownFlight } from "./types.ts";

const settings = {
  features: ["hour", "distance-band"] as const,
  origins: [],
  serving: "serving-1" as const,
  l2: 5,
  maxIterations: 25,
  tolerance: 1e-10,
};

describe("fitting", () => {
  const flights = madeUpFlights(4000);
  const weights = fitWeights(flights, settings);

  it("stops where the penalised likelihood is flat", () => {
    const score = scorerOf(weights, trainingInputs);
    let intercept = 0;
    const hour17 = { gradient: 0, level: weights.features[0]!.levels.indexOf("17") };
    for (const flight of flights) {
      const error = score(flight) - flight.late;
      intercept += error;
      if (flight.departsAt.slice(11, 13) === "17") hour17.gradient += error;
    }
    hour17.gradient += settings.l2 * weights.features[0]!.weights[hour17.level]!;
    // Weights are rounded to six decimals, which moves the gradient by at most n × 1e-6 or so.
    expect(Math.abs(intercept)).toBeLessThan(0.01);
    expect(Math.abs(hour17.gradient)).toBeLessThan(0.01);
  });

  it("recovers what was put in: late afternoons, not distance", () => {
    const byHour = weights.features[0]!;
    expect(byHour.weights[17]!).toBeGreaterThan(byHour.weights[5]! + 1);
    const [first] = influenceOf(weights, flights);
    expect(first?.feature).toBe("hour");
    expect(first!.share).toBeGreaterThan(0.8);
  });

  it("does not depend on the order of rows beyond the last digit kept", () => {
    const turned = fitWeights([...flights].reverse(), settings);
    turned.features.forEach((feature, index) => {
      feature.weights.forEach((weight, level) => {
        expect(weight).toBeCloseTo(weights.features[index]!.weights[level]!, 5);
      });
    });
  });

  it("refuses to return weights that have not converged", () => {
    expect(() => fitWeights(flights, { ...settings, maxIterations: 1 })).toThrow("not converged");
  });
});

describe("Cholesky", () => {
  it("solves the system it is given", () => {
    const entry = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 9, maxLength: 9 }),
        fc.array(entry, { minLength: 3, maxLength: 3 }),
        (a, x) => {
          const matrix = Float64Array.from({ length: 9 }, (_, at) => {
            const [r, c] = [Math.floor(at / 3), at % 3];
            const product = [0, 1, 2].reduce((sum, k) => sum + a[r * 3 + k]! * a[c * 3 + k]!, 0);
            return product + (r === c ? 1 : 0);
          });
          const right = Float64Array.from([0, 1, 2], (r) =>
            x.reduce((sum, one, c) => sum + matrix[r * 3 + c]! * one, 0),
          );
          solveInPlace(matrix, right);
          right.forEach((value, at) => {
            expect(value).toBeCloseTo(x[at]!, 8);
          });
        },
      ),
    );
  });
  it("throws on a matrix that is not positive definite", () => {
    expect(() => solveInPlace(new Float64Array([0, 0, 0, 0]), new Float64Array(2))).toThrow(
      "positive definite",
    );
  });
});

function madeUpFlights(count: number): FlownFlight[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, (_, row) => {
    const hour = Math.floor(random() * 24);
    return {
      row,
      departsAt: `2001-01-10T${String(hour).padStart(2, "0")}:30`,
      distanceMiles: Math.floor(random() * 2500),
      origin: "ATL",
      destination: "SEA",
      late: random() < (hour > 12 ? 0.4 : 0.1) ? 1 : 0,
    };
  });
}
