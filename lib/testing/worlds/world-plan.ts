import type { Plan } from "#lib/releases/plan.ts";

const guardrail = { minSamplesPerArm: 200, maxStalenessSeconds: 30 };
const stage = { minSeconds: 30, minSamplesPerArm: 200, deadlineSeconds: 7200, onDeadline: "halt" as const };

/** Shadow, a quarter, everyone; watched by all kinds of guardrail. */
export const worldPlan: Plan = {
  guardrails: [
    {
      ...guardrail,
      id: "log-loss",
      title: "Log-loss",
      metric: "log-loss",
      onFail: "roll-back",
      rule: { kind: "sequential", rollbackMargin: 0.02, advanceMargin: 0.5 },
    },
    {
      ...guardrail,
      id: "errors",
      title: "Errors",
      metric: "error-rate",
      onFail: "roll-back",
      rule: { kind: "sequential", rollbackMargin: 0.02, advanceMargin: 0.1 },
    },
    {
      ...guardrail,
      id: "latency",
      title: "Latency",
      metric: "latency-ms",
      onFail: "halt",
      rule: { kind: "threshold", max: 50, failure: "immediate" },
    },
    { ...guardrail, id: "split", title: "Sample ratio", rule: { kind: "sample-ratio" }, onFail: "halt" },
  ],
  stages: [
    { ...stage, id: "shadow", name: "Shadow", kind: "shadow", trafficPercent: 0 },
    { ...stage, id: "canary", name: "A quarter", kind: "canary", trafficPercent: 25 },
    { ...stage, id: "full", name: "Everyone", kind: "full", trafficPercent: 100 },
  ],
  alpha: 0.05,
  plannedSamples: 4000,
  maturitySeconds: 3,
  cohortSeconds: 1,
  holdoutPercent: 20,
  consecutiveErrorsMax: 3,
};
