import { NIL } from "uuid";
import {
  type Deed,
  deedSubject,
  ownSubject,
  STEP_UP_MINUTES_MAX,
  stepUpPurpose,
} from "#lib/access/step-up.ts";
import type { PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";

/** How the person proved their presence, and what their passkey signed, if they used one. */
type Spent = {
  readonly method: string;
  readonly passkey: PasskeyProof | null;
  /** The account at a provider, still theirs, through which the proof or its session came. */
  readonly identity: string | null;
  /** The sitting in which all factors had been given before; null for a proof of its own. */
  readonly sitting: string | null;
};
type Use = { id: string; act: string; subjectDigest: string };

/** Spends a proof of presence on the act it was given for; refused if spent, expired or given for something else. */
export const spendStepUp = (tx: Tx, caller: Caller, { id, act, subjectDigest }: Use, now: Date) =>
  spend(tx, caller, { id, purposes: [stepUpPurpose(act, subjectDigest)] }, now);

async function spend(
  tx: Tx,
  caller: Caller,
  { id, purposes }: { readonly id: string; readonly purposes: readonly string[] },
  now: Date,
): Promise<Result<Spent, Refusal>> {
  const missing = refuse("forbidden", "sign-in-again", "This act requires a fresh proof of your presence.", {
    todo: "Use your passkey or enter your password again, then continue within five minutes.",
    place: { label: "Confirm it is you", href: "#presence" },
  });
  if (caller.kind !== "person") return missing;
  const oldest = new Date(now.getTime() - STEP_UP_MINUTES_MAX * MINUTE_MS);
  const [spent] = await tx.$queryRaw<Spent[]>`
    UPDATE step_up SET used_at = ${now}
    WHERE id = ${id}::uuid AND session_id = ${caller.sessionId}::uuid AND person_id = ${caller.id}::uuid
      AND purpose = ANY(${purposes}) AND used_at IS NULL AND created_at >= ${oldest}
    RETURNING method, passkey, sitting_id::text AS sitting, (
      SELECT identity.id::text FROM provider_identity identity, session
      WHERE session.id = step_up.session_id AND identity.id = coalesce(step_up.identity_id, session.identity_id)
        AND identity.person_id = step_up.person_id AND identity.unbound_at IS NULL
    ) AS identity`;
  return spent ? ok(spent) : missing;
}

type Doing = { readonly act: Deed; readonly of: string; readonly stepUpId?: string | undefined };

/**
 * Spends a proof on a deed. The operator at the terminal, who holds the installation itself, needs none: without
 * it an only admin could not be helped.
 */
export async function spendForDeed(
  tx: Tx,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
  { act, of, stepUpId = NIL }: Doing,
): Promise<Result<null, Refusal>> {
  if (caller.kind === "system") return ok(null);
  const use = { id: stepUpId, act, subjectDigest: deedSubject(act, { by: caller.id, of }) };
  const spent = await spendStepUp(tx, caller, use, now);
  if (spent.ok) return ok(null);
  return refuse("forbidden", "sign-in-again", "This act requires a fresh proof of your presence.", {
    todo: `Prove your presence for the act ${act} on the subject ${of}, then continue within five minutes.`,
  });
}

/** Spends a proof on a change of the caller's own account. */
export function spendForOwn(
  tx: Tx,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
  { act, of = caller.id, stepUpId = NIL }: Omit<Doing, "of"> & { readonly of?: string },
): Promise<Result<Spent, Refusal>> {
  const purposes = [
    stepUpPurpose(act, deedSubject(act, { by: caller.id, of })),
    stepUpPurpose("change-factors", ownSubject("change-factors", caller.id)),
  ];
  return spend(tx, caller, { id: stepUpId, purposes }, now);
}
