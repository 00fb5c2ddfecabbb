import type { Exposure } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

/** What the pointer serves now; null if nothing was ever live. */
export const currentExposure = (tx: Tx, pointerId: string): Promise<Exposure | null> =>
  tx.exposure.findFirst({ where: { pointerId }, orderBy: { sequence: "desc" } });

/** Serialises changes of one pointer. The app role may not lock the pointer's row, because it may never update it. */
export const lockPointer = (tx: Tx, pointerId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`pointer/${pointerId}`}, 2))`;
