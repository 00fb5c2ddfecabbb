import { type ExposureSplit, weightOfPercent } from "#lib/exposure/exposure.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";

/** In shadow the candidate serves nobody; in the full stage it serves all but the hold-out. */
export function exposureOfStage(plan: Plan, stage: Stage): ExposureSplit {
  if (stage.kind === "shadow") return { kind: "shadow", candidateWeight: 0, holdoutWeight: 0 };
  const holdoutWeight = stage.kind === "full" ? weightOfPercent(plan.holdoutPercent) : 0;
  return { kind: stage.kind, candidateWeight: weightOfPercent(stage.trafficPercent), holdoutWeight };
}
