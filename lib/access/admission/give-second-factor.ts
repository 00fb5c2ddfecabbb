import { confirmSession } from "#lib/access/commands/confirm-session.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { admitTry, forgiveTry } from "./admit-try.ts";
import { secondStepKey } from "./throttle-keys.ts";
import { type FactorProof, verifyFactor } from "./verify-factor.ts";

/** The purpose a passkey signs at sign-in; the challenge is also bound to the session. */
export const SIGN_IN_PURPOSE = "sign-in";

/** The second step of signing in: verifies the factor and completes the session. Throttled like the password. */
export async function giveSecondFactor(db: Database, caller: Caller, proof: FactorProof, now: Date) {
  if (caller.kind !== "person" || caller.lacks !== "give")
    return refuse("illegal", "no-second-step", "This session does not need a second factor.");
  const keys = [secondStepKey(caller.id)];
  const admitted = await admitTry(db, keys, now);
  if (!admitted.ok) return admitted;
  const verified = await verifyFactor(db, caller, { proof, purpose: SIGN_IN_PURPOSE }, now);
  if (!verified.ok) return verified;
  await forgiveTry(db, keys);
  const { workspaceId, sessionId } = caller;
  const signIn: Caller = { kind: "system", id: "sign-in", name: "Sign-in", workspaceId };
  return run(db, confirmSession, { sessionId, method: verified.value.method }, { caller: signIn, now });
}
