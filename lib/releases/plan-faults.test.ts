import { expect, it } from "vitest";
import { type Plan, planSchema } from "./plan.ts";
import { QUICK_PLAN } from "./template-plans.ts";

const [shadow, canary, , , full] = QUICK_PLAN.stages as [
  Plan["stages"][number],
  Plan["stages"][number],
  unknown,
  unknown,
  Plan["stages"][number],
];
const [logLoss, , latency, ratio] = QUICK_PLAN.guardrails as [
  Plan["guardrails"][number],
  unknown,
  Plan["guardrails"][number],
  Plan["guardrails"][number],
];
const { metric: _, ...unnamed } = logLoss;

it.each<[string, Partial<Plan>, string]>([
  [
    "two stages of one id",
    { stages: [shadow, { ...canary, id: shadow.id }, full] },
    "stages: two stages have",
  ],
  ["no full stage", { stages: [shadow, canary] }, "stages: the last stage must be the full one"],
  ["a full stage too early", { stages: [full, full] }, "stages: only the last stage may be the full one"],
  [
    "stages that shrink",
    { stages: [canary, { ...canary, id: "less", trafficPercent: 4 }, full] },
    "does not serve more",
  ],
  [
    "a shadow that serves",
    { stages: [{ ...shadow, trafficPercent: 1 }, full] },
    "a shadow stage serves nobody",
  ],
  ["a canary for nobody", { stages: [{ ...canary, trafficPercent: 0 }, full] }, "5 % serves nobody"],
  [
    "a full stage for some",
    { stages: [{ ...full, trafficPercent: 99 }] },
    "stages: the full stage serves 100 %",
  ],
  [
    "a deadline too early",
    { stages: [{ ...full, deadlineSeconds: 20 }] },
    "the deadline of 100 % is not after",
  ],
  [
    "two guardrails of one id",
    { guardrails: [logLoss, logLoss] },
    "guardrails: two guardrails have the same id",
  ],
  [
    "a guardrail always stale",
    { cohortSeconds: 60 },
    "guardrail log-loss goes stale before a bucket of 60 s is full",
  ],
  [
    "a guardrail without a metric",
    { guardrails: [unnamed] },
    "guardrails: guardrail log-loss needs a metric",
  ],
  ["a split with a metric", { guardrails: [{ ...ratio, metric: "brier" }] }, "sample-ratio needs no metric"],
  [
    "a count that is never reached",
    { guardrails: [{ ...latency, rule: { kind: "threshold", max: 1, failure: { k: 4, of: 3 } } }] },
    "guardrails: guardrail latency can never fail: k is above m",
  ],
])("a plan with %s is refused, at its field", (_name, change, message) => {
  const { error } = planSchema.safeParse({ ...QUICK_PLAN, ...change });
  expect(error?.issues.map(({ path, message: said }) => `${path}: ${said}`).join("\n")).toContain(message);
});
