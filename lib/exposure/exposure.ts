import type { Arm } from "./bucketing.ts";

/** Weights are hundredths of a percent, so the whole is 10,000. */
export const TOTAL_WEIGHT = 10_000;

export const weightOfPercent = (percent: number): number => Math.round((percent * TOTAL_WEIGHT) / 100);

/**
 * How a pointer serves its traffic from a moment on.
 * - live: the base version serves everyone.
 * - shadow: the base serves everyone; the candidate gets the same requests and its answers are kept.
 * - canary: the candidate serves its share.
 * - full: the candidate serves everyone except a small hold-out.
 */
export const EXPOSURE_KINDS = ["live", "shadow", "canary", "full"] as const;
export type ExposureKind = (typeof EXPOSURE_KINDS)[number];

/** Without a rollout, a pointer's evidence is summed per minute. */
export const LIVE_COHORT_SECONDS = 60;

/** How a pointer's traffic is split, in weights of `TOTAL_WEIGHT`. */
export type ExposureSplit = {
  readonly kind: ExposureKind;
  readonly candidateWeight: number;
  readonly holdoutWeight: number;
};

/** What an exposure receipt is for: in shadow both arms answer what was evaluated once. */
export const receiptArm = (kind: ExposureKind, arm: Arm): Arm | "both" => (kind === "shadow" ? "both" : arm);

/** The candidate's planned share of evaluated subjects; in shadow both versions answer all of them. */
export function plannedCandidateShare({ kind, candidateWeight, holdoutWeight }: ExposureSplit): number {
  if (kind === "shadow") return 0.5;
  return Math.min(candidateWeight, TOTAL_WEIGHT - holdoutWeight) / TOTAL_WEIGHT;
}
