import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { estimatedOf } from "#components/releases/plan-grid/estimated.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import { estimatePlan } from "#lib/rollouts/estimate.ts";
import { pointerTraffic } from "#lib/rollouts/queries/pointer-traffic.ts";
import { database } from "#lib/web/database.ts";

/** When the stages of a release's plan would decide, by what its pointer serves now. */
export async function estimatedPlan(
  { plan, target: { model, pointer } }: ReleaseSections,
  caller: Caller,
): Promise<Estimated> {
  const traffic = await look(database(), pointerTraffic, { model, pointer }, { caller });
  return estimatedOf(plan, traffic.ok ? (each) => estimatePlan(each, traffic.value) : null);
}
