import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";

/** A plan with four guardrails and evidence on which all of them pass, for the judge's tests to spoil. */
export const stage: Stage = {
  id: "canary",
  name: "Canary",
  kind: "canary",
  trafficPercent: 25,
  minSeconds: 60,
  minSamplesPerArm: 1000,
  deadlineSeconds: 3600,
  onDeadline: "halt",
};

const base = { minSamplesPerArm: 1000, maxStalenessSeconds: 30, onFail: "roll-back" } as const;

export const logLoss: Guardrail = {
  ...base,
  id: "log-loss",
  title: "Log-loss",
  metric: "log-loss",
  rule: { kind: "sequential", rollbackMargin: 0.01, advanceMargin: 0.02 },
};
export const errors: Guardrail = {
  ...base,
  id: "errors",
  title: "Errors",
  metric: "error-rate",
  rule: { kind: "sequential", rollbackMargin: 0.001, advanceMargin: 0.01 },
};
export const latency: Guardrail = {
  ...base,
  id: "latency",
  title: "Latency",
  metric: "latency-ms",
  rule: { kind: "threshold", max: 50, failure: "immediate" },
  onFail: "halt",
};
const split: Guardrail = {
  ...base,
  id: "split",
  title: "Sample ratio",
  rule: { kind: "sample-ratio" },
  onFail: "halt",
};

export const plan: Plan = {
  guardrails: [logLoss, errors, latency, split],
  stages: [stage],
  alpha: 0.05,
  plannedSamples: 20_000,
  maturitySeconds: 3,
  cohortSeconds: 1,
  holdoutPercent: 1,
  consecutiveErrorsMax: 3,
};

export const asOf = "2026-11-23T14:02:00.000Z";
export const later = (seconds: number, from = asOf) =>
  new Date(Date.parse(from) + seconds * 1000).toISOString();

export function arm(n: number, mean: number, spread: number, more: Partial<ArmEvidence> = {}): ArmEvidence {
  return { n, mean, m2: spread * spread * Math.max(0, n - 1), nonFinite: 0, latestAt: later(-1), ...more };
}
export const share = (events: number, n: number, more: Partial<ArmEvidence> = {}): ArmEvidence => {
  const mean = n === 0 ? 0 : events / n;
  return { n, mean, m2: n * mean * (1 - mean), nonFinite: 0, latestAt: later(-1), ...more };
};

/** Evidence on which every guardrail passes. */
export const healthy: Evidence = {
  asOf,
  stageEnteredAt: later(-600),
  watermark: later(-1),
  byGuardrail: {
    "log-loss": { baseline: arm(60_000, 0.502, 0.4), candidate: arm(20_000, 0.493, 0.4) },
    errors: { baseline: share(60, 60_000), candidate: share(20, 20_000) },
    latency: { baseline: arm(60_000, 41, 5), candidate: arm(20_000, 42, 5) },
  },
  exposureCounts: { baseline: 60_050, candidate: 19_950, plannedCandidateShare: 0.25 },
};

export const withGuardrail = (id: string, change: Partial<GuardrailEvidence>): Evidence => ({
  ...healthy,
  byGuardrail: { ...healthy.byGuardrail, [id]: { ...healthy.byGuardrail[id]!, ...change } },
});
export const without = (id: string): Evidence => {
  const { [id]: _, ...rest } = healthy.byGuardrail;
  return { ...healthy, byGuardrail: rest };
};
export const judge = (evidence: Evidence, changes: Partial<Plan> = {}, at = stage, by = JUDGE_VERSION) =>
  judgeStage({ ...plan, ...changes }, at, evidence, by);
export const stateOf = (evidence: Evidence, id: string, changes: Partial<Plan> = {}) =>
  judge(evidence, changes).verdicts.find((verdict) => verdict.guardrailId === id)!.state;
