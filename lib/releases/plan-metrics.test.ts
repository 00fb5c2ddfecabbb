import { describe, expect, it } from "vitest";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { callCost, conversion } from "#lib/testing/specimens/metrics.ts";
import { logLoss, plan as watched } from "#lib/testing/specimens/rollout-evidence.ts";
import { type Guardrail, type Plan, planSchema } from "./plan.ts";
import { QUICK_PLAN } from "./template-plans.ts";

const guardrail = (change: Partial<Guardrail>): Guardrail => ({ ...logLoss, ...change });
const plan = (change: Partial<Plan>): Plan => ({ ...QUICK_PLAN, ...change });
const faults = (change: Partial<Plan>) =>
  (planSchema.safeParse(plan(change)).error?.issues ?? []).map(({ path, message }) => `${path}: ${message}`);

describe("a plan", () => {
  it("without declared metrics keeps the canonical form of older plans", () => {
    const late = (id: string) => id === "canary-50" || id === "full";
    const older = {
      ...QUICK_PLAN,
      stages: QUICK_PLAN.stages.map((stage) => (late(stage.id) ? { ...stage, advanceMargins: {} } : stage)),
    };
    expect(digestOfJson(planSchema.parse(older))).toBe(
      "sha256:eaa4af19e4ac95e5599fcd6e65bbbe47fa46efc444a4d191d7d5bff3ad56b9de",
    );
    expect(planSchema.parse(QUICK_PLAN)).not.toHaveProperty("metrics");
    expect(watched).not.toHaveProperty("metrics");
  });

  it("puts the definitions it declares into what is signed", () => {
    const declaring = plan({ metrics: [callCost], guardrails: [guardrail({ metric: "call-cost" })] });
    expect(planSchema.parse(declaring)).toEqual(declaring);
    const turned = { ...declaring, metrics: [{ ...callCost, better: "higher" }] };
    expect(digestOfJson(planSchema.parse(turned))).not.toBe(digestOfJson(declaring));
  });

  it.each<[string, Partial<Plan>, string]>([
    [
      "an unknown metric",
      { guardrails: [guardrail({ metric: "profit" })] },
      "watches profit, which is neither in the catalogue",
    ],
    [
      "a report's metric",
      { guardrails: [guardrail({ metric: "auc" })] },
      "watches auc, which only reports measure",
    ],
    ["one id twice", { metrics: [callCost, callCost] }, "two declared metrics have the same id"],
    ["an empty list", { metrics: [] }, "leave it out where no metric is declared"],
    [
      "a name of the catalogue",
      { metrics: [{ ...callCost, id: "brier" }] },
      "must not be the id of a catalogue metric",
    ],
    [
      "a limit no value can pass",
      {
        metrics: [callCost],
        guardrails: [
          guardrail({ metric: "call-cost", rule: { kind: "threshold", max: 5, failure: "immediate" } }),
        ],
      },
      "can never fail: call-cost cannot be beyond 5",
    ],
  ])("with %s is refused, at its field", (_, change, message) => {
    expect(faults(change).join()).toMatch(/^(guardrails|metrics)/);
    expect(faults(change).join()).toContain(message);
  });

  const mae = guardrail({ metric: "mae", range: { min: 0, max: 60 } });
  it.each<[string, Partial<Plan>, string]>([
    [
      "a metric of another task",
      { task: "regression", guardrails: [logLoss] },
      "watches log-loss, which is measured of binary answers: the plan's task is regression",
    ],
    [
      "a range of what has one",
      { guardrails: [{ ...logLoss, range: { min: 0, max: 1 } }] },
      "gives log-loss a range, which it has already or cannot have",
    ],
    [
      "a range of what is known with the answer",
      { guardrails: [guardrail({ metric: "latency-ms", range: { min: 0, max: 1 } })] },
      "gives latency-ms a range",
    ],
    [
      "two ranges of one metric",
      { guardrails: [mae, { ...mae, id: "other", range: { min: 0, max: 90 } }] },
      "guardrails log-loss and other give mae different ranges",
    ],
    [
      "a range without an inside",
      { guardrails: [{ ...mae, range: { min: 1, max: 1 } }] },
      "must have min below max",
    ],
  ])("with %s is refused", (_, change, message) => expect(faults(change).join()).toContain(message));

  it("may watch metrics of its task and of any, or of all tasks where it names none", () => {
    const errors = guardrail({ id: "errors", metric: "error-rate" });
    expect(faults({ task: "regression", guardrails: [mae, errors] })).toEqual([]);
    expect(faults({ task: "binary", guardrails: [logLoss, errors] })).toEqual([]);
    expect(faults({ guardrails: [mae, logLoss].map((each, at) => ({ ...each, id: `g-${at}` })) })).toEqual(
      [],
    );
  });

  it("may set a limit that a value can exceed, on either side", () => {
    const at = (metric: string, max: number) =>
      faults({
        metrics: [callCost, conversion],
        guardrails: [guardrail({ metric, rule: { kind: "threshold", max, failure: "immediate" } })],
      });
    expect(at("call-cost", 4.9)).toEqual([]);
    expect(at("conversion", 0.2)).toEqual([]);
    expect(at("accuracy", 0.8)).toEqual([]);
  });

  it("holds fifty definitions at most", () => {
    const metrics = Array.from({ length: 51 }, (_, at) => ({ ...callCost, id: `cost-${at}` }));
    expect(faults({ metrics: metrics.slice(1) })).toEqual([]);
    expect(faults({ metrics })).toHaveLength(1);
  });
});
