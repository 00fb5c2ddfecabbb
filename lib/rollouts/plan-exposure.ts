import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import type { PlanEstimate } from "#lib/releases/plan-estimate.ts";
import { exposureOfStage } from "./stage-exposure.ts";

/** Requests that a harmful candidate serves before one guardrail finds it, and where it does. */
export type Exposed = { readonly requests: number; readonly guardrail: string; readonly stage: string };

/**
 * The most requests that a candidate serves before its harm is found, if it is worse by twice the margin in one guardrail and
 * each stage before lasts as long as if nothing were worse. Null where no guardrail was estimated, or one never finds it.
 */
export function exposedBeforeHarm(plan: Plan, estimate: PlanEstimate): Exposed | null {
  const estimated = plan.guardrails.filter(({ id }) =>
    estimate.stages.some(({ guardrails }) => guardrails[id]),
  );
  const found = estimated.map(({ id }) => exposedBy(plan, estimate, id));
  if (found.length === 0 || found.includes(null)) return null;
  return found.reduce((most, one) => (most === null || one!.requests > most.requests ? one : most), null);
}

function exposedBy(plan: Plan, { perHour, stages }: PlanEstimate, guardrail: string): Exposed | null {
  let requests = 0;
  for (const [at, stage] of plan.stages.entries()) {
    const { advancesIn, guardrails } = stages[at]!;
    const lasts = Math.min(advancesIn ?? stage.deadlineSeconds, stage.deadlineSeconds);
    const failsIn = guardrails[guardrail]?.failsIn ?? null;
    const perSecond = (servedShare(plan, stage) * perHour) / 3600;
    if (failsIn !== null && failsIn <= lasts)
      return { requests: Math.ceil(requests + failsIn * perSecond), guardrail, stage: stage.id };
    requests += lasts * perSecond;
  }
  return null;
}

/** In shadow the candidate serves nobody. */
const servedShare = (plan: Plan, stage: Stage): number =>
  stage.kind === "shadow" ? 0 : plannedCandidateShare(exposureOfStage(plan, stage));
