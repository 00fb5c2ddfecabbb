import type { Tx } from "#lib/db/client.ts";
import type { RolloutState } from "#lib/rollouts/rollout.ts";

/** Records a rollout's state after a person steered it, and returns it. */
export async function recordSteering(
  tx: Tx,
  { id, number }: { id: string; number: number },
  state: RolloutState,
): Promise<{ number: number; state: RolloutState }> {
  await tx.rollout.update({ where: { id }, data: { state } });
  return { number, state };
}
