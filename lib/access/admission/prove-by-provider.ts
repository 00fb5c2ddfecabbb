import { acceptAuthTime, type ProviderClaims } from "#lib/access/provider-claims.ts";
import { refuseProvider } from "#lib/access/provider-refusals.ts";
import { identityOf } from "#lib/access/rows/bound-identities.ts";
import { keepProof } from "#lib/access/rows/keep-proof.ts";
import { type ProofMethod, secondFactorNeeded } from "#lib/access/second-factor.ts";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import type { Database } from "#lib/db/client.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { admitTry, forgiveTry } from "./admit-try.ts";
import { factorBeside } from "./factor-beside.ts";
import { presenceKey } from "./throttle-keys.ts";

type Asked = { act: string; subjectDigest: string; code?: string | undefined };
export type ProofToCome = { readonly purpose: string; readonly method: ProofMethod };

/**
 * Begins a proof of presence through a provider, which stands for the password: where a code is needed beside the
 * password, it is needed here, and is spent before the person goes there.
 */
export async function beginProof(
  db: Database,
  caller: PersonCaller,
  { act, subjectDigest, code }: Asked,
  now: Date,
): Promise<Result<ProofToCome, Refusal>> {
  if (caller.lacks === "give") return secondFactorNeeded("give");
  const keys = [presenceKey(caller.id)];
  const admitted = await admitTry(db, keys, now);
  if (!admitted.ok) return admitted;
  const purpose = stepUpPurpose(act, subjectDigest);
  const beside = await factorBeside(db, caller, { code, purpose, act, alone: "provider" }, now);
  if (!beside.ok) return beside;
  await forgiveTry(db, keys);
  return ok({ purpose, method: beside.value.method });
}

/** Completes it: the caller's own account, to which they signed in for this visit and not before. */
export async function completeProof(
  db: Database,
  caller: PersonCaller,
  { claims, startedAt, ...proof }: ProofToCome & { claims: ProviderClaims; startedAt: Date },
  now: Date,
): Promise<Result<{ stepUpId: string }, Refusal>> {
  const identity = await identityOf(db.prisma, claims);
  if (identity?.personId !== caller.id) return refuseProvider("identity-other");
  const fresh = acceptAuthTime(claims.authTime, { startedAt, now });
  if (!fresh.ok) return fresh;
  return ok({ stepUpId: await keepProof(db, caller, { ...proof, identityId: identity.id }, now) });
}
