import { describe, expect, it } from "vitest";
import type { GuardrailEstimate, PlanEstimate } from "#lib/releases/plan-estimate.ts";
import { plan } from "#lib/testing/specimens/views/rollouts.ts";
import { exposedBeforeHarm } from "./plan-exposure.ts";

const finds = (failsIn: number | null): GuardrailEstimate => ({
  passesIn: 60,
  failsIn,
  rows: 100,
  smallestHarm: 0.01,
  reachableMargin: 0.01,
});
const estimate = (...stages: readonly Record<string, number | null>[]): PlanEstimate => ({
  perHour: 3600,
  stages: stages.map((one) => ({
    advancesIn: 100,
    slowest: null,
    guardrails: Object.fromEntries(Object.entries(one).map(([id, failsIn]) => [id, finds(failsIn)])),
  })),
  unmeasured: [],
});

describe("what a harmful candidate serves before it is found", () => {
  it("is nothing in shadow, and its share of each stage until then", () => {
    const inCanary = estimate({ "log-loss": 200 }, { "log-loss": 40 }, { "log-loss": 10 });
    expect(exposedBeforeHarm(plan, inCanary)).toEqual({
      requests: 10,
      guardrail: "log-loss",
      stage: "canary",
    });
    const inShadow = estimate({ "log-loss": 90 }, { "log-loss": 40 }, { "log-loss": 10 });
    expect(exposedBeforeHarm(plan, inShadow)).toMatchObject({ requests: 0, stage: "shadow" });
  });

  it("adds the stages that pass before, and is that of the slowest guardrail", () => {
    const late = { "log-loss": 40, errors: 300 };
    const found = exposedBeforeHarm(plan, estimate(late, late, { "log-loss": 10, errors: 50 }));
    expect(found).toEqual({ requests: 25 + 45, guardrail: "errors", stage: "all" });
  });

  it("is not known where a guardrail never finds it, or none was estimated", () => {
    const never = { "log-loss": null };
    expect(exposedBeforeHarm(plan, estimate(never, never, never))).toBeNull();
    expect(exposedBeforeHarm(plan, estimate({}, {}, {}))).toBeNull();
  });
});
