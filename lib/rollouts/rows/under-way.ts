import type { Tx } from "#lib/db/client.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { isWatched } from "#lib/rollouts/rollout.ts";
import { lockRollout, type RolloutFile } from "./lock-rollout.ts";

/** The rollout under way on a pointer, locked; null where none is. */
export async function lockUnderWay(tx: Tx, pointerId: string): Promise<Result<RolloutFile | null, Refusal>> {
  const [found] = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM rollout
    WHERE pointer_id = ${pointerId}::uuid AND state IN ('running', 'paused', 'halted') ORDER BY number DESC LIMIT 1`;
  if (!found) return ok(null);
  const file = await lockRollout(tx, found.number);
  if (!file.ok) return file;
  // It may have ended while this waited for it.
  return ok(isWatched(file.value.rollout.state) ? file.value : null);
}
