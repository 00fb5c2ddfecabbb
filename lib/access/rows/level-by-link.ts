import { IDENTITY_LEVELS, type IdentityLevel } from "#lib/access/identity-level.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";

/** How the person's present credential reached them; null for whoever has not joined. */
export async function levelByLink(tx: Tx, personId: string): Promise<IdentityLevel | null> {
  const [present] = await tx.$queryRaw<{ level: string }[]>`
    SELECT level FROM person_identity WHERE person_id = ${personId}::uuid ORDER BY created_at DESC, id DESC LIMIT 1`;
  return present ? oneOf(IDENTITY_LEVELS, present.level) : null;
}
