import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATALOGUE, catalogued } from "#lib/metrics/catalogue.ts";
import { changeText, levelText, limitText, marginText, sizeText } from "./metric-numbers.ts";

const [logLoss, accuracy, latency] = [
  catalogued("log-loss"),
  catalogued("accuracy"),
  catalogued("latency-ms"),
];

describe("a metric's numbers", () => {
  it.each([
    [levelText(logLoss, 0.52141), "0.5214"],
    [levelText(accuracy, 0.8125), "81.25 %"],
    [levelText(latency, 2041.33), "2,041.3 ms"],
    [changeText(logLoss, 0.047), "+0.0470"],
    [changeText(accuracy, -0.0042), "−0.42 pp"],
    [changeText(latency, 38.2), "+38.2 ms"],
    [limitText(accuracy, 0.8), "80 %"],
    [limitText(accuracy, 0.29), "29 %"],
    [limitText(latency, 2000), "2,000 ms"],
    [marginText(logLoss, 0.005), "0.005"],
    [marginText(accuracy, 0.002), "0.2 percentage points"],
    [marginText(accuracy, 0.01), "1 percentage point"],
    [sizeText(logLoss, -0.0771), "0.077"],
    [sizeText(accuracy, 0.00418), "0.42 percentage points"],
    [sizeText(latency, 1234), "1,200 ms"],
  ])("%s", (written, expected) => expect(written).toBe(expected));

  it("lose no digit of a limit or a margin that is signed", () => {
    const declared = fc.integer({ min: 0, max: 1_000_000_000 }).map((whole) => whole / 1_000_000);
    fc.assert(
      fc.property(fc.constantFrom(...CATALOGUE), declared, (metric, value) => {
        for (const text of [limitText(metric, value), marginText(metric, value)]) {
          const read = Number(text.replaceAll(",", "").split(" ")[0]);
          expect(read / (metric.kind === "share" ? 100 : 1)).toBeCloseTo(value, 9);
        }
      }),
    );
  });
});
