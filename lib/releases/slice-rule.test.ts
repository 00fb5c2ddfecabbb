import { describe, expect, it } from "vitest";
import { plan as base } from "#lib/testing/specimens/rollout-evidence.ts";
import { type Plan, planSchema } from "./plan.ts";
import { planChanges } from "./plan-changes.ts";
import { type SliceRule, sliceRuleOf } from "./slice-rule.ts";

const rule: SliceRule = { by: ["region"], most: 20, onFail: "roll-back" };
const [logLoss, errors, latency] = base.guardrails;
const [stage] = base.stages;
const plan: Plan = {
  ...base,
  guardrails: base.guardrails,
  stages: [{ ...stage!, kind: "full", trafficPercent: 100 }],
};
const faults = (more: Partial<Plan>) =>
  planSchema.safeParse({ ...plan, ...more }).error?.issues.map(({ message }) => message) ?? [];

describe("the slices of a plan", () => {
  it("are refused where nothing could be judged by them, each by what is wrong", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ slices: rule })).toEqual([]);
    for (const [more, said] of [
      [{ slices: { ...rule, by: ["region", "region"] } }, "twice"],
      [{ slices: { ...rule, by: ["a", "b"], most: 1 } }, "fewer slices than it has dimensions"],
      [{ slices: { ...rule, gap: 0.1 } }, "metric's unit"],
      [{ guardrails: [{ ...latency!, slices: rule }] }, "compares no mean or share"],
      [{ guardrails: [latency!], slices: rule }, "none has slices"],
      [{ guardrails: [{ ...errors!, slices: { ...rule, gap: 0.1 } }] }, "at most 12 slices"],
    ] as const)
      expect(faults(more as Partial<Plan>).join(), said).toContain(said);
    for (const by of [[], ["a b"], ["=x"], ["__proto__"], ["a", "b", "c", "d", "e"]])
      expect(faults({ slices: { ...rule, by } }).length, by.join()).toBeGreaterThan(0);
    expect(faults({ slices: { ...rule, most: 101 } }).length).toBeGreaterThan(0);
  });

  it("hold for every comparison of means, unless it has its own", () => {
    const own = { ...logLoss!, slices: { ...rule, most: 3 } };
    const sliced = { ...plan, slices: rule };
    expect(sliceRuleOf(sliced, errors!)).toBe(rule);
    expect(sliceRuleOf(sliced, own)!.most).toBe(3);
    expect(sliceRuleOf(sliced, latency!)).toBeNull();
    expect(sliceRuleOf(plan, errors!)).toBeNull();
  });

  it("are a change that a reviewer sees", () => {
    const [change] = planChanges(plan, { ...plan, slices: { ...rule, demand: "passed" } });
    expect(change).toMatchObject({
      field: "slices",
      before: null,
      after: "by region; 20 at most; rolls back; each must be passed",
      effect: null,
    });
  });
});
