import type { Exposure } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { asModels } from "#lib/db/models.ts";

/** What the pointer serves now; null if nothing was ever live. */
export async function currentExposure(tx: Tx, pointerId: string): Promise<Exposure | null> {
  const rows: Record<string, unknown>[] = await tx.$queryRaw`
    SELECT * FROM exposure WHERE pointer_id = ${pointerId}::uuid ORDER BY sequence DESC LIMIT 1`;
  return asModels<Exposure>(rows)[0] ?? null;
}

/** Serialises changes of one pointer. The app role may not lock the pointer's row, because it may never update it. */
export const lockPointer = (tx: Tx, pointerId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`pointer/${pointerId}`}, 2))`;
