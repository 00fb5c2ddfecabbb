import { describe, expect, it } from "vitest";
import { directionText, metricTitle, valueText } from "./metric-words.ts";

describe("a report's metric", () => {
  it("is called, written and turned as the catalogue says", () => {
    expect(metricTitle("latency-ms")).toBe("Latency");
    expect(metricTitle("ece")).toBe("Calibration error");
    expect(valueText("latency-ms", 12.34)).toBe("12.3 ms");
    expect(valueText("accuracy", 0.7692)).toBe("76.92 %");
    expect(directionText({ metric: "log-loss", better: "higher" })).toBe("lower is better");
  });

  it("keeps its own name outside the catalogue, and its direction as the report's word", () => {
    expect(metricTitle("f1")).toBe("f1");
    expect(valueText("f1", 0.5)).toBe("0.5000");
    expect(directionText({ metric: "f1", better: "higher" })).toBe("higher is better, says the report");
  });
});
