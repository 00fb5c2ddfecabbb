import fc from "fast-check";
import { expect, it } from "vitest";
import { overshoot, pinballLoss, undershoot } from "./forecast-error.ts";

it.each([
  [0.1, [0, 2, 3], 0.1 / 3],
  [0.1, [1, 2, 4], 0.3],
  [0.9, [0, 2, 3], 0.3],
  [0.9, [1, 2, 4], 0.1 / 3],
])("is the pinball loss of scikit-learn's example at %d", (p, forecasts, loss) => {
  const losses = forecasts.map((forecast, at) => pinballLoss(p, forecast, at + 1));
  expect(losses.reduce((sum, each) => sum + each, 0) / 3).toBeCloseTo(loss, 12);
});

it("splits the absolute error in two, of which the pinball loss weighs each", () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (forecast, truth, p) => {
      const [over, under] = [overshoot(forecast, truth), undershoot(forecast, truth)];
      expect(Math.min(over, under)).toBe(0);
      expect(over + under).toBeCloseTo(Math.abs(forecast - truth), 6);
      expect(pinballLoss(p, forecast, truth)).toBeCloseTo((1 - p) * over + p * under, 6);
    }),
  );
});
