import { changePassword } from "#lib/access/commands/change-password.ts";
import { type Asking, run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { admitTry, forgiveTry } from "./admit-try.ts";
import { presenceKey } from "./throttle-keys.ts";

type Renewal = { currentPassword: string; newPassword: string };

/**
 * Changes the caller's password. Attempts at the current one share the counter of signatures, so that someone at an
 * open browser can guess no faster here.
 */
export async function renewPassword(
  db: Database,
  { currentPassword, newPassword }: Renewal,
  asking: Asking & { now: Date },
): Promise<Result<{ sessionsEnded: number }, Refusal>> {
  const keys = [presenceKey(asking.caller.id)];
  const admitted = await admitTry(db, keys, asking.now);
  if (!admitted.ok) return admitted;
  const changed = await run(db, changePassword, { currentPassword, newPassword }, asking);
  if (changed.ok || changed.error.code !== "wrong-password") await forgiveTry(db, keys);
  return changed;
}
