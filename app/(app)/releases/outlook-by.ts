import type { PlanOutlook } from "#components/releases/form/plan-outlook.ts";
import { undecidedStage } from "#lib/rollouts/deciding-in-time.ts";
import { estimatePlan } from "#lib/rollouts/estimate.ts";
import type { PointerTrafficView } from "#lib/rollouts/views/pointer-traffic.ts";

/** What plans can expect of this traffic; without a live version nothing is compared, so that any plan may start. */
export const outlookBy = (traffic: PointerTrafficView, compared = true): PlanOutlook => ({
  estimator: (plan) => estimatePlan(plan, traffic),
  undecidable: (plan) => {
    const found = undecidedStage(plan, compared ? traffic : null);
    return found && { stage: found.stage, message: found.refusal.message };
  },
});
