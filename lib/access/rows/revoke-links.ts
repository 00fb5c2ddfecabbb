import type { Tx } from "#lib/db/client.ts";

/** Ends whatever links of a person are open. */
export const revokeLinks = (tx: Tx, personId: string, now: Date): Promise<unknown> =>
  tx.credentialLink.updateMany({
    where: { personId, usedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
