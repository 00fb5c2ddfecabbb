import type { Guardrail, Plan, Stage } from "./plan.ts";

/** Margins in nats. */
const LOG_LOSS: Guardrail = {
  id: "log-loss",
  title: "Log-loss",
  metric: "log-loss",
  rule: { kind: "sequential", rollbackMargin: 0.005, advanceMargin: 0.05 },
  minSamplesPerArm: 300,
  maxStalenessSeconds: 30,
  onFail: "roll-back",
};

/** What every plan here watches besides log-loss; margins are shares of answers. */
const OTHERS: readonly Guardrail[] = [
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
    rule: { kind: "threshold", max: 2000, failure: { consecutive: 10 } },
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
];

/**
 * Five stages in minutes, for outcomes known within seconds: at 300 requests a second a day's traffic passes in under
 * a minute. The smaller the exposure, the coarser the margin; it never widens again.
 */
export const QUICK_PLAN: Plan = {
  guardrails: [LOG_LOSS, ...OTHERS],
  stages: [
    quickStage("shadow", "Shadow", 0, 10, { "log-loss": 0.1, "error-rate": 0.05 }),
    quickStage("canary-5", "5 %", 5, 15, { "log-loss": 0.1, "error-rate": 0.05 }),
    quickStage("canary-25", "25 %", 25, 20),
    quickStage("canary-50", "50 %", 50, 20, { "log-loss": 0.03 }),
    quickStage("full", "100 %", 100, 20, { "log-loss": 0.03 }),
  ],
  alpha: 0.05,
  plannedSamples: 20_000,
  maturitySeconds: 4,
  cohortSeconds: 1,
  holdoutPercent: 10,
  consecutiveErrorsMax: 5,
};

/** Six stages over four days, for outcomes known within hours, with narrower margins and a smaller first step. */
export const CAUTIOUS_PLAN: Plan = {
  guardrails: [
    { ...LOG_LOSS, rule: { kind: "sequential", rollbackMargin: 0.003, advanceMargin: 0.02 } } as const,
    ...OTHERS,
  ].map((guardrail) => ({ ...guardrail, minSamplesPerArm: 2000, maxStalenessSeconds: hours(1) })),
  stages: [
    cautiousStage("shadow", "Shadow", 0, 4, { "log-loss": 0.05, "error-rate": 0.03 }),
    cautiousStage("canary-1", "1 %", 1, 12, { "log-loss": 0.05, "error-rate": 0.03 }),
    cautiousStage("canary-5", "5 %", 5, 12, { "log-loss": 0.03 }),
    cautiousStage("canary-25", "25 %", 25, 24),
    cautiousStage("canary-50", "50 %", 50, 24, { "log-loss": 0.01 }),
    cautiousStage("full", "100 %", 100, 24, { "log-loss": 0.01 }),
  ],
  alpha: 0.05,
  plannedSamples: 100_000,
  maturitySeconds: hours(6),
  cohortSeconds: 60,
  holdoutPercent: 5,
  consecutiveErrorsMax: 5,
};

/** For a pointer with nothing live: there is nothing to compare with, so the version serves everyone at once. */
export const FIRST_PLAN: Plan = {
  ...QUICK_PLAN,
  stages: [quickStage("full", "100 %", 100, 20)],
};

function quickStage(
  id: string,
  name: string,
  trafficPercent: number,
  minSeconds: number,
  advanceMargins: Record<string, number> = {},
): Stage {
  const limits = { minSamplesPerArm: 300, deadlineSeconds: 900, onDeadline: "halt" } as const;
  return { id, name, kind: kindOf(trafficPercent), trafficPercent, minSeconds, ...limits, advanceMargins };
}

function cautiousStage(
  id: string,
  name: string,
  trafficPercent: number,
  minHours: number,
  advanceMargins: Record<string, number> = {},
): Stage {
  const limits = { minSamplesPerArm: 2000, deadlineSeconds: hours(72), onDeadline: "halt" } as const;
  const minSeconds = hours(minHours);
  return { id, name, kind: kindOf(trafficPercent), trafficPercent, minSeconds, ...limits, advanceMargins };
}

function kindOf(trafficPercent: number): Stage["kind"] {
  if (trafficPercent === 0) return "shadow";
  return trafficPercent === 100 ? "full" : "canary";
}

function hours(count: number): number {
  return count * 3600;
}
