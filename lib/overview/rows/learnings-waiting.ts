import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { LearningWaitingItem } from "#lib/overview/views/waiting-item.ts";

const LISTED_MAX = 10;

/** What incidents taught and this person sees to, the oldest first, until it is settled: also of closed incidents. */
export async function learningsWaiting(tx: Tx, caller: Caller): Promise<LearningWaitingItem[]> {
  if (caller.kind !== "person") return [];
  const rows = await tx.$queryRaw<Omit<LearningWaitingItem, "kind">[]>`
    SELECT incident.number AS incident, learning.number AS learning, learning.text
    FROM incident_learning learning JOIN incident ON incident.id = learning.incident_id
    WHERE learning.owner_id = ${caller.id}::uuid AND learning.outcome IS NULL
    ORDER BY learning.added_at LIMIT ${LISTED_MAX}`;
  return rows.map((row) => ({ kind: "settle-learning", ...row }));
}
