import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { estimatedOf } from "#components/releases/plan-grid/estimated.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { isUndecided } from "#lib/releases/release.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { estimatePlan } from "#lib/rollouts/estimate.ts";
import { pointerTraffic } from "#lib/rollouts/queries/pointer-traffic.ts";
import { database } from "#lib/web/database.ts";

/** When the stages of a plan would decide by what its pointer serves now, as long as its rollout has not begun. */
export async function estimatedPlan(
  { state, sections }: ReleasePageView,
  caller: Caller,
): Promise<Estimated | undefined> {
  if (!isUndecided(state)) return undefined;
  const { plan, target } = sections;
  const { model, pointer } = target;
  const traffic = await look(database(), pointerTraffic, { model, pointer }, { caller });
  return estimatedOf(plan, traffic.ok ? (each) => estimatePlan(each, traffic.value) : null);
}
