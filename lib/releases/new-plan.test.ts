import { describe, expect, it } from "vitest";
import { newPlan } from "./new-plan.ts";
import { type Plan, planSchema } from "./plan.ts";
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
