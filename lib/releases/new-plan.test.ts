import { describe, expect, it } from "vitest";
import { newPlan } from "./new-plan.ts";
import { type Guardrail, type Plan, planSchema } from "./plan.ts";
import { metricOfGuardrail } from "./plan-metrics.ts";
import { CAUTIOUS_PLAN, FIRST_PLAN, QUICK_PLAN } from "./template-plans.ts";

const faults = (change: Partial<Plan>) =>
  (newPlan.safeParse({ ...QUICK_PLAN, ...change }).error?.issues ?? []).map(
    ({ path, message }) => `${path}: ${message}`,
  );
const withMargins = (...margins: number[]) =>
  QUICK_PLAN.stages.map((stage, at) => ({ ...stage, advanceMargins: { "error-rate": margins[at]! } }));
describe("a new plan", () => {
  it.each([QUICK_PLAN, CAUTIOUS_PLAN, FIRST_PLAN])("may be each template", (plan) =>
    expect(newPlan.parse(plan)).toEqual(plan),
  );

  it("never widens a margin from stage to stage", () => {
    expect(faults({ stages: withMargins(0.05, 0.05, 0.03, 0.03, 0.02) })).toEqual([]);
    expect(faults({ stages: withMargins(0.05, 0.03, 0.03, 0.04, 0.02) })).toEqual([
      "stages: 50 % advances at a wider margin of error-rate (0.04) than 25 % (0.03)",
    ]);
  });

  it("counts the guardrail's own margin where a stage names none", () => {
    const stages = QUICK_PLAN.stages.map((stage, at) => ({
      ...stage,
      advanceMargins: at === 1 ? { "error-rate": 0.05 } : {},
    }));
    expect(faults({ stages })).toEqual([
      "stages: 5 % advances at a wider margin of error-rate (0.05) than Shadow (0.02)",
    ]);
  });
});

it("a plan that was signed before this rule stays a plan", () => {
  const before = {
    ...QUICK_PLAN,
    stages: withMargins(0.01, 0.02, 0.03, 0.04, 0.05),
  };
  expect(planSchema.parse(before)).toEqual(before);
});

describe("what a new plan may not judge by", () => {
  const [, , latency] = QUICK_PLAN.guardrails;
  const only = (change: Partial<Guardrail>) => ({ guardrails: [{ ...latency!, ...change }] });
  const sequential = { kind: "sequential", rollbackMargin: 5, advanceMargin: 25 } as const;

  it("the mean of a latency against the baseline's; its quantiles it may, by per cent too", () => {
    const mean = only({ rule: sequential });
    expect(faults(mean)).toEqual([
      "guardrails: guardrail latency compares the mean of latency-ms, which a few slow answers decide: watch latency-p50, latency-p95, latency-p99 instead",
    ]);
    expect(planSchema.parse({ ...QUICK_PLAN, ...mean }).guardrails).toEqual(mean.guardrails);
    expect(faults(only({ metric: "latency-p95", rule: sequential }))).toEqual([]);
    expect(faults(only({ metric: "latency-p95", rule: { ...sequential, relative: true } }))).toEqual([]);
  });

  it("per cent of what is no quantile", () => {
    expect(faults(only({ metric: "error-rate", rule: { ...sequential, relative: true } }))).toEqual([
      "guardrails: guardrail latency has relative margins, which only a quantile of the catalogue may have",
    ]);
  });

  it("windows of a quantile", () => {
    expect(faults(only({ metric: "latency-p99" }))[0]).toContain("counts windows of a quantile");
    const rule = { kind: "threshold", max: 800, failure: "immediate" } as const;
    expect(faults(only({ metric: "latency-p99", rule }))).toEqual([]);
  });

  it("a metric of its own under the id of one in the catalogue; a plan signed before keeps it", () => {
    const own = { id: "latency-p95", title: "Our p95", unit: "ms", better: "lower", kind: "mean" } as const;
    expect(faults({ metrics: [own] })).toEqual([
      "metrics: latency-p95 must not be the id of a catalogue metric",
    ]);
    const before = { ...QUICK_PLAN, metrics: [own], ...only({ metric: "latency-p95" }) };
    expect(planSchema.parse(before)).toEqual(before);
    expect(metricOfGuardrail(before, before.guardrails[0]!)).toMatchObject({
      title: "Our p95",
      kind: "mean",
    });
  });
});

describe("a mean whose values have no range", () => {
  const [, , latency] = QUICK_PLAN.guardrails;
  const sequential = { kind: "sequential", rollbackMargin: 5, advanceMargin: 25 } as const;
  const limit = { kind: "threshold", max: 60, failure: "immediate" } as const;
  const only = (change: Partial<Guardrail>) => [{ ...latency!, rule: sequential, ...change }];
  const revenue = { id: "revenue", title: "Revenue", unit: "EUR", better: "higher", kind: "mean" } as const;

  it("is compared in the range that its guardrail gives, or only with a limit", () => {
    expect(faults({ guardrails: only({ metric: "mae" }) })).toEqual([
      "guardrails: guardrail latency compares the mean of mae, whose values have no range, so that a few decide it: give the guardrail a range with min and max, or watch a limit",
    ]);
    expect(faults({ guardrails: only({ metric: "mae", range: { min: 0, max: 60 } }) })).toEqual([]);
    expect(faults({ guardrails: only({ metric: "mae", rule: limit }) })).toEqual([]);
  });

  it("is compared within the bounds that the plan declares", () => {
    const guardrails = only({ metric: "revenue" });
    for (const bounds of [undefined, { min: 0 }, { max: 500 }])
      expect(faults({ metrics: [bounds ? { ...revenue, bounds } : revenue], guardrails })).toEqual([
        "guardrails: guardrail latency compares the mean of revenue, whose values have no range, so that a few decide it: declare bounds with min and max for it under metrics, or watch a limit",
      ]);
    expect(faults({ metrics: [{ ...revenue, bounds: { min: 0, max: 500 } }], guardrails })).toEqual([]);
    expect(faults({ metrics: [revenue], guardrails: only({ metric: "revenue", rule: limit }) })).toEqual([]);
    const signed = { ...QUICK_PLAN, metrics: [revenue], guardrails };
    expect(planSchema.parse(signed)).toEqual(signed);
  });
});
