import type { Exposure } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

/** Who answers on the pointer now; null where nothing was ever live. */
export const currentExposure = (tx: Tx, pointerId: string): Promise<Exposure | null> =>
  tx.exposure.findFirst({ where: { pointerId }, orderBy: { sequence: "desc" } });

/** Changes of one pointer take turns. Its row is never updated, so the app role may not lock the row itself. */
export const lockPointer = (tx: Tx, pointerId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`pointer/${pointerId}`}, 2))`;
