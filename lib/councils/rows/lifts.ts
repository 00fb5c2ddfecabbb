import type { ObjectionLift } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

/** How an objection was lifted, by whom and why. */
export type KeptLift = Omit<ObjectionLift, "workspaceId">;

/** The lifted objections to these subjects, by the id of the signature. */
export async function liftsOf(tx: Tx, subjectIds: readonly string[]): Promise<ReadonlyMap<string, KeptLift>> {
  const rows = await tx.$queryRaw<KeptLift[]>`
    SELECT l.signature_id AS "signatureId", l.lifted_by_id AS "liftedById", l.lifted_by_name AS "liftedByName",
           l.reason, l.method, l.lifted_at AS "liftedAt"
    FROM objection_lift l JOIN signature s ON s.id = l.signature_id
    WHERE s.subject_id = ANY (${[...subjectIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.signatureId, row]));
}
