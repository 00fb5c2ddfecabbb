import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { estimatedOf } from "#components/releases/plan-grid/estimated.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Why } from "#lib/kernel/refusal.ts";
import { isUndecided } from "#lib/releases/release.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { decidesInTime } from "#lib/rollouts/deciding-in-time.ts";
import { estimatePlan } from "#lib/rollouts/estimate.ts";
import { pointerTraffic } from "#lib/rollouts/queries/pointer-traffic.ts";
import { database } from "#lib/web/database.ts";

type PlanOutlook = {
  readonly estimated: Estimated | undefined;
  /** Why its rollout cannot start by this plan. */
  readonly cannotDecide: Why | null;
};

/** What last week's traffic lets a plan expect, as long as its rollout has not begun. */
export async function planOutlook(
  { state, number, sections }: ReleasePageView,
  caller: Caller,
): Promise<PlanOutlook> {
  if (!isUndecided(state)) return { estimated: undefined, cannotDecide: null };
  const { plan, target } = sections;
  const { model, pointer } = target;
  const traffic = await look(database(), pointerTraffic, { model, pointer }, { caller });
  if (!traffic.ok) return { estimated: estimatedOf(plan, null), cannotDecide: null };
  const inTime = decidesInTime(plan, target.base && traffic.value, number);
  return {
    estimated: estimatedOf(plan, (each) => estimatePlan(each, traffic.value)),
    cannotDecide: inTime.ok ? null : inTime.error,
  };
}
