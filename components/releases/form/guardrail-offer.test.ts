import { describe, expect, it } from "vitest";
import { CATALOGUE, catalogued } from "#lib/metrics/catalogue.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { type Plan, planSchema } from "#lib/releases/plan.ts";
import { metricOf } from "#lib/releases/plan-metrics.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { callCost, conversion } from "#lib/testing/specimens/metrics.ts";
import { limitLabel, marginLabel, newGuardrail, offeredMetrics, reportedOnly } from "./guardrail-offer.ts";

const some = [
  catalogued("log-loss"),
  catalogued("accuracy"),
  catalogued("error-rate"),
  catalogued("latency-ms"),
  catalogued("auc"),
];
const titles = (plan: Pick<Plan, "metrics" | "guardrails" | "task">, catalogue: readonly Metric[] = some) =>
  offeredMetrics(plan, catalogue).map(({ title, metrics }) => [title, metrics.map((metric) => metric.id)]);

describe("what a guardrail can be added for", () => {
  it("is the catalogue by task, without what only reports measure", () => {
    expect(titles({ guardrails: [] })).toEqual([
      ["Every model", ["error-rate", "latency-ms"]],
      ["Binary classification", ["log-loss", "accuracy"]],
    ]);
  });

  it("leaves out what is watched, and ends with what the plan declares", () => {
    const guardrails = [newGuardrail(catalogued("log-loss")), newGuardrail(catalogued("latency-ms"))];
    expect(titles({ guardrails, metrics: [callCost] })).toEqual([
      ["Every model", ["error-rate"]],
      ["Binary classification", ["accuracy"]],
      ["Declared by this plan", ["call-cost"]],
    ]);
  });

  it("is of the plan's task alone, where it names one", () => {
    expect(titles({ guardrails: [], task: "ranking" }, CATALOGUE)).toEqual([
      ["Every model", ["error-rate", "latency-ms", "latency-p50", "latency-p95", "latency-p99"]],
      ["Ranking", ["ndcg-10", "mrr"]],
    ]);
  });

  it("says which metrics of the task have no test that holds at every look", () => {
    expect(reportedOnly({ task: "regression" })).toBe(
      "RMSE and Absolute bias come with evaluation reports and their intervals. No test of them holds at every look, so no guardrail watches them.",
    );
    expect(reportedOnly({})).toMatch(/^AUC, Calibration error, Precision, Recall, Macro F1, RMSE,? and /);
    expect(reportedOnly({ task: "ranking" })).toBeNull();
  });

  it("has a new row of the catalogue without another line", () => {
    const mae: Metric = { ...catalogued("brier"), id: "mae", title: "Mean error", task: "regression" };
    expect(titles({ guardrails: [] }, [...some, mae])).toContainEqual(["Regression", ["mae"]]);
  });
});

it("every offer starts a guardrail that may be signed", () => {
  const metrics = [callCost, conversion];
  const offered = offeredMetrics({ guardrails: [], metrics }).flatMap((offer) => offer.metrics);
  for (const metric of offered) {
    const plan = { ...QUICK_PLAN, metrics, guardrails: [newGuardrail(metric)] };
    expect(planSchema.parse(plan)).toEqual(plan);
  }
});

it("a field says which side is allowed and what its number is in", () => {
  const declared = metricOf({ metrics: [callCost] }, "call-cost");
  expect(limitLabel(catalogued("latency-ms"))).toBe("At most, ms");
  expect(limitLabel(catalogued("accuracy"))).toBe("At least, 0 to 1");
  expect(limitLabel(declared)).toBe("At most, EUR");
  expect(marginLabel("Fail beyond", catalogued("log-loss"))).toBe("Fail beyond");
});
