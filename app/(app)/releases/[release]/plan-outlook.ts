import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { estimatedOf } from "#components/releases/plan-grid/estimated.ts";
import type { ReleaseTab } from "#components/releases/review/release-tabs.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Why } from "#lib/kernel/refusal.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { isUndecided } from "#lib/releases/release.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { decidesInTime } from "#lib/rollouts/deciding-in-time.ts";
import { estimatePlan } from "#lib/rollouts/estimate.ts";
import { pointerTraffic } from "#lib/rollouts/queries/pointer-traffic.ts";
import { database } from "#lib/web/database.ts";

type PlanOutlook = {
  /** Undefined where its rollout has begun, or nobody asked. */
  readonly estimated: Estimated | undefined;
  /** Why its rollout cannot start by this plan. */
  readonly cannotDecide: Why | null;
};

/** What last week's traffic lets a plan expect, as long as its rollout has not begun. */
export async function planOutlook(
  { state, number, sections }: ReleasePageView,
  caller: Caller,
  shown: ReleaseTab,
): Promise<PlanOutlook> {
  if (!isUndecided(state)) return { estimated: undefined, cannotDecide: null };
  const { plan, target } = sections;
  const { model, pointer } = target;
  const traffic = await look(database(), pointerTraffic, { model, pointer }, { caller });
  const estimator = traffic.ok ? (each: Plan) => estimatePlan(each, traffic.value) : null;
  const inTime = traffic.ok ? decidesInTime(plan, target.base && traffic.value, number) : null;
  return {
    estimated: shown === "plan" ? estimatedOf(plan, estimator) : undefined,
    cannotDecide: inTime === null || inTime.ok ? null : inTime.error,
  };
}
