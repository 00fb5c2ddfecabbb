import type { Plan } from "#lib/releases/plan.ts";

/**
 * The rollout both releases of the example follow, in seconds where a real one takes hours: at 300 flights a
 * second a day of March goes by in under a minute. Margins are in nats of log-loss; the smaller the exposure,
 * the coarser. `story.test.ts` plays it on the real flights.
 */
export const rolloutPlan: Plan = {
  guardrails: [
    {
      id: "log-loss",
      title: "Log-loss",
      metric: "log-loss",
      rule: { kind: "sequential", rollbackMargin: 0.005, advanceMargin: 0.05 },
      minSamplesPerArm: 300,
      maxStalenessSeconds: 30,
      onFail: "roll-back",
    },
    {
      id: "error-rate",
      title: "Error rate",
      metric: "error-rate",
      rule: { kind: "sequential", rollbackMargin: 0.002, advanceMargin: 0.02 },
      minSamplesPerArm: 300,
      maxStalenessSeconds: 30,
      onFail: "roll-back",
    },
    {
      id: "latency",
      title: "Latency",
      metric: "latency-ms",
      rule: { kind: "threshold", max: 500, failure: { consecutive: 5 } },
      minSamplesPerArm: 300,
      maxStalenessSeconds: 30,
      onFail: "halt",
    },
    {
      id: "sample-ratio",
      title: "Sample ratio",
      rule: { kind: "sample-ratio" },
      minSamplesPerArm: 300,
      maxStalenessSeconds: 30,
      onFail: "halt",
    },
  ],
  stages: [
    stage("shadow", "Shadow", 0, 10, { "log-loss": 0.06 }),
    stage("canary-5", "5 %", 5, 15, { "log-loss": 0.1, "error-rate": 0.05 }),
    stage("canary-25", "25 %", 25, 20),
    stage("canary-50", "50 %", 50, 20, { "log-loss": 0.03 }),
    stage("full", "100 %", 100, 20),
  ],
  alpha: 0.05,
  plannedSamples: 20_000,
  maturitySeconds: 4,
  cohortSeconds: 1,
  holdoutPercent: 10,
  consecutiveErrorsMax: 5,
};

function stage(
  id: string,
  name: string,
  trafficPercent: number,
  minSeconds: number,
  advanceMargins: Record<string, number> = {},
): Plan["stages"][number] {
  const kind = trafficPercent === 0 ? "shadow" : trafficPercent === 100 ? "full" : "canary";
  const limits = { minSamplesPerArm: 300, deadlineSeconds: 900, onDeadline: "halt" } as const;
  return { id, name, kind, trafficPercent, minSeconds, ...limits, advanceMargins };
}
