import { describe, expect, it } from "vitest";
import type { MetricDelta } from "#lib/registry/evaluation.ts";
import { deltaTone } from "./metric-table.tsx";
import { directionText, metricDecimals, metricTitle } from "./metric-words.ts";

describe("a report's metric", () => {
  it("is called, written and turned as the catalogue says", () => {
    expect(metricTitle("latency-ms")).toBe("Latency, ms");
    expect(metricTitle("ece")).toBe("Calibration error");
    expect(metricDecimals("latency-ms")).toBe(1);
    expect(directionText({ metric: "log-loss", better: "higher" })).toBe("lower is better");
  });

  it("keeps its own name outside the catalogue, and its direction as the report's word", () => {
    expect(metricTitle("f1")).toBe("f1");
    expect(metricDecimals("f1")).toBe(4);
    expect(directionText({ metric: "f1", better: "higher" })).toBe("higher is better, says the report");
  });
});

it("a change is green or red by the catalogue's direction, not by a report's that contradicts it", () => {
  const delta: MetricDelta = {
    metric: "log-loss",
    better: "higher",
    difference: 0.02,
    lower: 0.01,
    upper: 0.03,
    method: "paired rows",
  };
  expect(deltaTone(delta)).toBe("fail");
  expect(deltaTone({ ...delta, lower: -0.01 })).toBe("hold");
  expect(deltaTone({ ...delta, metric: "f1" })).toBe("pass");
});
