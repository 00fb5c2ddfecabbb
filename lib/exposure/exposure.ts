/** Weights are parts of this many: a hundredth of a percent. */
export const TOTAL_WEIGHT = 10_000;

export const weightOfPercent = (percent: number): number => Math.round((percent * TOTAL_WEIGHT) / 100);

/**
 * Who answers on a pointer from a moment on.
 * - live: the base version answers everyone.
 * - shadow: the base answers everyone, the candidate is asked the same and its answer kept.
 * - canary: the candidate answers its share.
 * - full: the candidate answers everyone but a small hold-out.
 */
export const EXPOSURE_KINDS = ["live", "shadow", "canary", "full"] as const;
export type ExposureKind = (typeof EXPOSURE_KINDS)[number];

/** Evidence of a pointer nothing is rolled out on is summed by the minute. */
export const LIVE_COHORT_SECONDS = 60;

/** How a pointer's traffic is split, in weights of `TOTAL_WEIGHT`. */
export type ExposureSplit = {
  readonly kind: ExposureKind;
  readonly candidateWeight: number;
  readonly holdoutWeight: number;
};

/** The candidate's planned share of those asked; in shadow both versions answer everyone. */
export function plannedCandidateShare({ kind, candidateWeight, holdoutWeight }: ExposureSplit): number {
  if (kind === "shadow") return 0.5;
  return Math.min(candidateWeight, TOTAL_WEIGHT - holdoutWeight) / TOTAL_WEIGHT;
}
