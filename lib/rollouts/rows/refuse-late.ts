import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { RolloutFile } from "./lock-rollout.ts";

/** The subject of the leader's lease. */
const JUDGING = "reconciler";

/**
 * Refuses a worker that is no longer the leader. The current leader's token counts too: a worker that slept past its
 * lease is late even if nothing was decided meanwhile.
 */
export async function refuseLate(
  tx: Tx,
  { rollout }: Pick<RolloutFile, "rollout">,
  fence: number,
): Promise<Result<null, Refusal>> {
  const lease = await tx.workerLease.findUnique({ where: { work: JUDGING }, select: { fence: true } });
  return fence < Math.max(rollout.fence, lease?.fence ?? 0)
    ? refuse("stale", "fenced", "Another worker has taken over this rollout.")
    : ok(null);
}
