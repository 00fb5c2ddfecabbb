import type { Tx } from "#lib/db/client.ts";
import { offersStream } from "#lib/releases/offers.ts";

/**
 * The releases of a digest that its stream does not list, oldest first: those from before releases were listed. Locks the
 * stream until the end of the transaction, so that two openings continue it one after the other.
 */
export async function lockOffers(tx: Tx, workspaceId: string, digest: string): Promise<string[]> {
  const stream = offersStream(workspaceId, digest);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${stream}, 3))`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT release.id::text FROM release JOIN model_version version ON version.id = release.version_id
    WHERE version.digest = ${digest} AND NOT EXISTS (SELECT FROM audit_event WHERE stream = ${stream})
    ORDER BY release.number`;
  return rows.map(({ id }) => id);
}
