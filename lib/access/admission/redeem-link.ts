import { redeemLink } from "#lib/access/commands/redeem-link.ts";
import { linkOver } from "#lib/access/rows/open-link.ts";
import { run } from "#lib/command/run.ts";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { findLink } from "./find-link.ts";

type Redemption = { secret: string; newPassword: string; address: string };
/**
 * Sets a new password by a link. Guesses are counted by network, as those at the sign-in page are; whoever has a link
 * needs no guess and is never throttled. An unknown link is answered like an ended one, in the same time.
 */
export async function setPasswordByLink(
  db: Database,
  { secret, newPassword, address }: Redemption,
  now: Date,
): Promise<Result<{ sessionsEnded: number }, Refusal>> {
  const found = await findLink(db, { secret, address }, now);
  if (!found.ok) {
    if (found.error.code === linkOver.error.code) await hashPassword(newPassword);
    return found;
  }
  const { linkId, workspaceId, personId } = found.value;
  const caller: Caller = { kind: "system", id: "sign-in", name: "Sign-in", workspaceId };
  return run(db, redeemLink, { linkId, personId, newPassword }, { caller, now });
}
