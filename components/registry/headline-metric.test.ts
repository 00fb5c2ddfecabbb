import { describe, expect, it } from "vitest";
import { listedVersion, metric, report } from "#lib/testing/specimens/views/registry.ts";
import { headlineMetric, measuredValue } from "./headline-metric.ts";

const auc = report({ metrics: [metric({ metric: "auc", value: 0.71 }), metric()] });

describe("the metric versions are compared by", () => {
  it("is the first of the newest report", () => {
    const unmeasured = listedVersion({ latestReport: null });
    expect(headlineMetric([unmeasured, listedVersion({ latestReport: auc }), listedVersion()])).toBe("auc");
    expect(headlineMetric([unmeasured])).toBeNull();
    expect(headlineMetric([])).toBeNull();
  });

  it.each([
    ["held", auc, "auc", 0.71],
    ["not held", report(), "auc", null],
    ["held without a value", report({ metrics: [metric({ value: null })] }), "log-loss", null],
    ["of no report", null, "auc", null],
    ["not asked for", auc, null, null],
  ] as const)("%s", (_, of, asked, value) => {
    expect(measuredValue(of, asked)).toBe(value);
  });
});
