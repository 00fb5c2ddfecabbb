import type { Dossier } from "#lib/policy/dossier.ts";
import { minLabelledPercent, minReceiptsPercent, type Plan } from "./plan.ts";

/** A plan as gates read it. It follows from the signed plan alone, so that whoever checks a packet derives it again. */
export function planOf(plan: Plan): Dossier["plan"] {
  const serving = plan.stages.find(({ kind }) => kind !== "shadow");
  return {
    stages: plan.stages.map(({ name, kind, trafficPercent, minSeconds }) => ({
      name,
      kind,
      percent: trafficPercent,
      minutes: Math.floor(minSeconds / 60),
    })),
    firstPercent: serving?.trafficPercent ?? 0,
    holdoutPercent: plan.holdoutPercent,
    guardrails: plan.guardrails.map(({ id, metric, rule, onFail }) => ({
      id,
      ...(metric !== undefined && { metric }),
      kind: rule.kind,
      rollsBack: onFail === "roll-back",
    })),
    labelledPercent: minLabelledPercent(plan),
    receiptsPercent: minReceiptsPercent(plan),
    ...(plan.task !== undefined && { task: plan.task }),
  };
}
