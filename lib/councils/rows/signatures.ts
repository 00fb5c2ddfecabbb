import type { Signature as Row } from "#generated/prisma/client.ts";
import { levelThrough } from "#lib/access/identity-level.ts";
import { knownIdentity } from "#lib/access/rows/known-identity.ts";
import { spendStepUp } from "#lib/access/rows/spend-step-up.ts";
import type { StepUpAct } from "#lib/access/step-up.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { kindOf, type Signable, type SignableKind } from "#lib/councils/signable.ts";
import { type Signature, VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import type { Signed } from "#lib/councils/signing.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

type Kept = Omit<Row, "accountId" | "onBehalfOfId"> & {
  readonly account: string | null;
  readonly onBehalfOf: string | null;
};

/** A stored signature. */
export type KeptSignature = Omit<Kept, "seat" | "decision" | "sectionDigests"> & Signature;

/** The signatures of these subjects, by subject, in order of signing. */
export async function signaturesOf(
  tx: Tx,
  kind: SignableKind,
  subjectIds: readonly string[],
): Promise<(subjectId: string) => KeptSignature[]> {
  const rows = await tx.$queryRaw<Kept[]>`
    SELECT id, workspace_id AS "workspaceId", subject_kind AS "subjectKind", subject_id AS "subjectId", round, seat,
           decision, signer_id AS "signerId", signer_name AS "signerName", meaning, subject_digest AS "subjectDigest",
           section_digests AS "sectionDigests", statement, comment, method, account_id::text AS account, signed_at AS "signedAt",
           on_behalf_of_id::text AS "onBehalfOf", on_behalf_of_name AS "onBehalfOfName", delegation_id::text AS "delegationId"
    FROM signature WHERE subject_kind = ${kind} AND subject_id = ANY (${[...subjectIds]}::uuid[])
    ORDER BY signed_at, id`;
  const bySubject = Map.groupBy(rows.map(kept), ({ subjectId }) => subjectId);
  return (subjectId) => bySubject.get(subjectId) ?? [];
}

const kept = (row: Kept): KeptSignature => ({
  ...row,
  seat: oneOf(FUNCTIONS, row.seat),
  decision: oneOf(VERDICT_DECISIONS, row.decision),
  sectionDigests: row.sectionDigests as Signature["sectionDigests"],
});

type Proof = { readonly digest: string; readonly stepUpId: string };
type Present = { readonly caller: Caller; readonly now: Date };

/** Spends the proof of presence given for signing this digest of this kind of subject. */
export const spendForSigning = (tx: Tx, { kind, ...proof }: Proof & { kind: SignableKind }, by: Present) =>
  spendPresence(tx, { act: kindOf(kind).act, ...proof }, by);

/** Spends the proof of presence given for this act over this digest. */
export async function spendPresence(
  tx: Tx,
  { act, digest, stepUpId }: Proof & { act: StepUpAct },
  { caller, now }: Present,
): Promise<Result<Presence, Refusal>> {
  const spent = await spendStepUp(tx, caller, { id: stepUpId, act, subjectDigest: digest }, now);
  if (!spent.ok) return spent;
  const { method, identity, sitting, passkey: proof } = spent.value;
  const key = proof && digestOfBytes(Buffer.from(proof.publicKey, "base64url"));
  const level = levelThrough(identity, await knownIdentity(tx, caller.id));
  return ok({
    method,
    level,
    identity,
    ...(sitting ? { sitting } : {}),
    passkey: proof && key ? { proof, key } : null,
  });
}

export async function writeSignature(
  tx: Tx,
  { kind, id: subjectId, digest: subjectDigest }: Signable,
  signed: Signed,
  { method, workspaceId }: { method: string; workspaceId: string },
): Promise<void> {
  const { id, round, seat, decision, signerId, signerName, meaning, statement, comment, signedAt, behalf } =
    signed;
  await tx.$executeRaw`
    INSERT INTO signature (id, workspace_id, subject_kind, subject_id, round, seat, decision, signer_id, signer_name,
                           meaning, subject_digest, section_digests, statement, comment, method, account_id, signed_at,
                           on_behalf_of_id, on_behalf_of_name, delegation_id)
    VALUES (${id}::uuid, ${workspaceId}::uuid, ${kind}, ${subjectId}::uuid, ${round}, ${seat}, ${decision},
            ${signerId}::uuid, ${signerName}, ${meaning}, ${subjectDigest}, ${JSON.stringify(signed.sectionDigests)}::jsonb,
            ${statement}, ${comment}, ${method}, ${signed.account}::uuid, ${signedAt},
            ${behalf?.id ?? null}::uuid, ${behalf?.name ?? null}, ${behalf?.delegation ?? null}::uuid)`;
}
