import type { Tx } from "./client.ts";

/** The next human-readable number of a noun in a workspace: "Release 12". Locks the counter's row until commit. */
export async function nextNumber(
  tx: Tx,
  workspaceId: string,
  noun: "release" | "rollout" | "incident" | "waiver" | "envelope" | "finding" | "review",
): Promise<number> {
  const [row] = await tx.$queryRaw<{ value: number }[]>`
    INSERT INTO workspace_counter (workspace_id, noun, value) VALUES (${workspaceId}::uuid, ${noun}, 1)
    ON CONFLICT (workspace_id, noun) DO UPDATE SET value = workspace_counter.value + 1
    RETURNING value`;
  return row!.value;
}
