import type { Exposure } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

/** Who answers on the pointer now; null where nothing was ever live. */
export const currentExposure = (tx: Tx, pointerId: string): Promise<Exposure | null> =>
  tx.exposure.findFirst({ where: { pointerId }, orderBy: { sequence: "desc" } });
