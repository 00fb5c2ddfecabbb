import { describe, expect, it } from "vitest";
import { testPlan } from "#lib/testing/worlds/releases.ts";
import type { Plan } from "./plan.ts";
import { planChanges } from "./plan-changes.ts";

const [canary, full] = testPlan.stages;
const [logLoss] = testPlan.guardrails;
const stages = (changed: object): Plan => ({ ...testPlan, stages: [{ ...canary!, ...changed }, full!] });
const guardrail = (changed: object): Plan => ({ ...testPlan, guardrails: [{ ...logLoss!, ...changed }] });
const accuracy = (max: number): Plan =>
  guardrail({ metric: "accuracy", rule: { kind: "threshold", max, failure: "immediate" } });
const latency = (max: number): Plan =>
  guardrail({ metric: "latency-p99", rule: { kind: "threshold", max, failure: "immediate" } });

describe("what changed in a plan", () => {
  it("is nothing where it is equal", () => expect(planChanges(testPlan, testPlan)).toEqual([]));

  it.each([
    ["longer", stages({ minSeconds: 120 }), "min-time", 60, 120, "stricter"],
    ["to more people", stages({ trafficPercent: 50 }), "traffic", 25, 50, "looser"],
    [
      "back at its deadline",
      stages({ onDeadline: "roll-back" }),
      "on-deadline",
      "halt",
      "roll-back",
      "stricter",
    ],
    ["with a margin of its own", stages({ advanceMargins: { "log-loss": 0.1 } }), undefined, 0, 0, null],
    [
      "halting instead of rolling back",
      guardrail({ onFail: "halt" }),
      "on-fail",
      "roll-back",
      "halt",
      "looser",
    ],
    ["with a judge that gives up later", { ...testPlan, consecutiveErrorsMax: 9 }, "errors", 5, 9, "looser"],
    ["with a larger hold-out", { ...testPlan, holdoutPercent: 20 }, "holdout", 10, 20, null],
  ] as const)("names the value and its effect: %s", (_, after, field, before, now, effect) => {
    const expected = field === undefined ? [] : [{ field, before, after: now, effect }];
    expect(planChanges(testPlan, after)).toMatchObject(expected);
  });

  it("compares no margin in milliseconds with one in per cent", () => {
    const margins = { kind: "sequential", rollbackMargin: 50, advanceMargin: 100 } as const;
    const before = guardrail({ metric: "latency-p95", rule: margins });
    const after = guardrail({
      metric: "latency-p95",
      rule: { ...margins, rollbackMargin: 5, relative: true },
    });
    expect(planChanges(before, after)).toMatchObject([
      { field: "margins", before: "in the metric's own unit", after: "in per cent of the baseline's" },
    ]);
  });

  it("takes its direction from the metric: a higher floor of accuracy is stricter, of latency looser", () => {
    expect(planChanges(accuracy(0.7), accuracy(0.8))).toMatchObject([{ field: "least", effect: "stricter" }]);
    expect(planChanges(latency(100), latency(200))).toMatchObject([{ field: "most", effect: "looser" }]);
  });

  it("says of a stage or guardrail that came or went only that it did", () => {
    const shorter = { ...testPlan, stages: [full!] };
    expect(planChanges(testPlan, shorter)).toMatchObject([
      { of: "Canary", field: "stage", before: "canary", after: null, effect: "looser" },
      { field: "order", before: "Canary, Everyone", after: "Everyone" },
    ]);
    const second = { ...logLoss!, id: "second", title: "Second" };
    expect(planChanges(testPlan, { ...testPlan, guardrails: [logLoss!, second] })).toMatchObject([
      { of: "Second", field: "guardrail", before: null, effect: "stricter" },
    ]);
  });

  it("has an inverse: what is stricter one way is looser the other", () => {
    const after = stages({ minSeconds: 120, trafficPercent: 50 });
    const flipped = { stricter: "looser", looser: "stricter" } as const;
    const there = planChanges(testPlan, after).map(({ effect }) => effect && flipped[effect]);
    expect(planChanges(after, testPlan).map(({ effect }) => effect)).toEqual(there);
  });
});
