import { linkOver } from "#lib/access/rows/open-link.ts";
import { hashTokenSecret } from "#lib/crypto/token-secret.ts";
import type { Database } from "#lib/db/client.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { admitTry } from "./admit-try.ts";
import { networkKey } from "./throttle-keys.ts";

export type FoundLink = {
  readonly linkId: string;
  readonly workspaceId: string;
  readonly personId: string;
};

/** The link with this secret, open or over. Guesses are counted by network; whoever has a link needs no guess. */
export async function findLink(
  db: Database,
  { secret, address }: { secret: string; address: string },
  now: Date,
): Promise<Result<FoundLink, Refusal>> {
  const [link] = await db.sql.$queryRaw<FoundLink[]>`
    SELECT id AS "linkId", workspace_id AS "workspaceId", person_id AS "personId"
    FROM find_credential_link(${hashTokenSecret(secret)})`;
  if (link) return ok(link);
  const admitted = await admitTry(db, [networkKey(address)], now);
  return admitted.ok ? linkOver : admitted;
}
