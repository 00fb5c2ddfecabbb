import type { Recusal } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

/** Who takes no part in a sign-off, since when and why. */
export type KeptRecusal = Omit<Recusal, "workspaceId">;

/** The recusals from these releases, by release, in the order in which they were declared. */
export async function recusalsOf(
  tx: Tx,
  releaseIds: readonly string[],
): Promise<(releaseId: string) => KeptRecusal[]> {
  const rows = await tx.$queryRaw<KeptRecusal[]>`
    SELECT release_id::text AS "releaseId", person_id::text AS "personId", person_name AS "personName", reason, method,
           declared_at AS "declaredAt"
    FROM recusal WHERE release_id = ANY (${[...releaseIds]}::uuid[]) ORDER BY declared_at, person_id`;
  const byRelease = Map.groupBy(rows, ({ releaseId }) => releaseId);
  return (releaseId) => byRelease.get(releaseId) ?? [];
}
