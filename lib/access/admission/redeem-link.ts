import { linkOver, redeemLink } from "#lib/access/commands/redeem-link.ts";
import { run } from "#lib/command/run.ts";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import { hashTokenSecret } from "#lib/crypto/token-secret.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { admitTry } from "./admit-try.ts";
import { networkKey } from "./throttle-keys.ts";

type Redemption = { secret: string; newPassword: string; address: string };
type Row = { id: string; workspaceId: string; personId: string };

/**
 * Sets a new password by a link. Guesses are counted by network, as those at the sign-in page are; whoever has a link
 * needs no guess and is never throttled. A link that never was looks and lasts the same as one that is over.
 */
export async function setPasswordByLink(
  db: Database,
  { secret, newPassword, address }: Redemption,
  now: Date,
): Promise<Result<{ sessionsEnded: number }, Refusal>> {
  const [link] = await db.sql.$queryRaw<Row[]>`
    SELECT id, workspace_id AS "workspaceId", person_id AS "personId"
    FROM find_credential_link(${hashTokenSecret(secret)})`;
  if (!link) {
    const admitted = await admitTry(db, [networkKey(address)], now);
    if (!admitted.ok) return admitted;
    await hashPassword(newPassword);
    return linkOver;
  }
  const { id: linkId, workspaceId, personId } = link;
  const caller: Caller = { kind: "system", id: "sign-in", name: "Sign-in", workspaceId };
  return run(db, redeemLink, { linkId, personId, newPassword }, { caller, now });
}
