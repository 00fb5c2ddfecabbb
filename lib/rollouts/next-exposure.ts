import type { ExposureKind } from "#lib/registry/exposure.ts";
import { weightOfPercent } from "#lib/registry/exposure.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";

/** Who answers in a stage, in weights of ten thousand. */
export type StageExposure = {
  readonly kind: ExposureKind;
  readonly candidateWeight: number;
  readonly holdoutWeight: number;
};

/** In shadow the candidate answers nobody; in the full stage it answers all but the hold-out. */
export function exposureOfStage(plan: Plan, stage: Stage): StageExposure {
  if (stage.kind === "shadow") return { kind: "shadow", candidateWeight: 0, holdoutWeight: 0 };
  const holdoutWeight = stage.kind === "full" ? weightOfPercent(plan.holdoutPercent) : 0;
  return { kind: stage.kind, candidateWeight: weightOfPercent(stage.trafficPercent), holdoutWeight };
}

/** The share of those asked that the candidate is planned to answer; in shadow both answer everyone. */
export function plannedCandidateShare({ kind, candidateWeight, holdoutWeight }: StageExposure): number {
  if (kind === "shadow") return 0.5;
  return Math.min(candidateWeight, 10_000 - holdoutWeight) / 10_000;
}
