import { Prisma } from "#generated/prisma/client.ts";
import {
  ENVELOPE_DECIDED,
  ENVELOPE_ENDS,
  type Envelope,
  type EnvelopeBase,
  type EnvelopeTerms,
} from "#lib/councils/envelope.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { type KeptSignature, signaturesOf } from "./signatures.ts";

/** An envelope with its words, its uses and who signed it. */
export type KeptEnvelope = Omit<Envelope, "uses"> & {
  readonly modelName: string;
  readonly pointerName: string;
  readonly policy: number;
  readonly seats: readonly SeatRule[];
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
  readonly revokedBy: string | null;
  readonly uses: readonly (Envelope["uses"][number] & { readonly number: number; readonly at: string })[];
  readonly signatures: readonly KeptSignature[];
};

type Row = Omit<KeptEnvelope, "tier" | "decided" | "over" | "signers" | "signatures"> & {
  readonly tier: string;
  readonly decided: string;
  readonly over: string | null;
  readonly terms: EnvelopeTerms;
  readonly base: EnvelopeBase;
};

/** Those with these ids, in order of number. */
export const envelopesById = (tx: Tx, ids: readonly string[]): Promise<KeptEnvelope[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : envelopesWhere(tx, Prisma.sql`e.id = ANY (${[...new Set(ids)]}::uuid[])`);

/** Those of a pointer. */
export const envelopesOfPointer = (tx: Tx, pointerId: string): Promise<KeptEnvelope[]> =>
  envelopesWhere(tx, Prisma.sql`e.pointer_id = ${pointerId}::uuid`);

/** The one of this number and model, if any. */
export const envelopesNumbered = (tx: Tx, number: number): Promise<KeptEnvelope[]> =>
  envelopesWhere(tx, Prisma.sql`e.number = ${number}`);

/** Those that a page asks for, in order of number, each with what became of its uses and of what it is measured against. */
export async function envelopesWhere(tx: Tx, where: Prisma.Sql): Promise<KeptEnvelope[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.id::text, e.number, e.model_id::text AS model, e.pointer_id::text AS pointer, e.policy, e.tier, e.seats, e.terms,
           e.base, e.digest, e.reason, e.proposed_by_id::text AS proposer, e.proposed_by_name AS "proposedBy",
           e.proposed_at AS "proposedAt", e.decided, e.decided_at AS "decidedAt", e.revoked_at AS "revokedAt",
           e.revoked_by_name AS "revokedBy", model.name AS "modelName", pointer.name AS "pointerName",
           coalesce((SELECT jsonb_agg(jsonb_build_object('use', u.use, 'release', u.release_id, 'number', r.number,
                                                         'at', u.used_at) ORDER BY u.use)
                     FROM envelope_use u JOIN release r ON r.id = u.release_id WHERE u.envelope_id = e.id), '[]') AS uses,
           CASE
             WHEN base.state = 'rolled-back' OR EXISTS (
               SELECT FROM envelope_use u JOIN rollout o ON o.release_id = u.release_id
               WHERE u.envelope_id = e.id AND o.state IN ('rolling-back', 'rolled-back')) THEN 'rolled-back'
             WHEN EXISTS (
               SELECT FROM envelope_use u JOIN rollout o ON o.release_id = u.release_id JOIN incident i ON i.rollout_id = o.id
               WHERE u.envelope_id = e.id) THEN 'incident'
             WHEN EXISTS (
               SELECT FROM rollout o JOIN release r ON r.id = o.release_id
               WHERE o.pointer_id = e.pointer_id AND r.change_class <> 'standard' AND r.id <> e.base_release_id
                 AND o.started_at > (SELECT min(first.started_at) FROM rollout first
                                     WHERE first.release_id = e.base_release_id)) THEN 'reviewed-again'
           END AS over
    FROM envelope e JOIN model ON model.id = e.model_id JOIN pointer ON pointer.id = e.pointer_id
      JOIN release base ON base.id = e.base_release_id
    WHERE ${where} ORDER BY e.number`;
  if (rows.length === 0) return [];
  const signaturesIn = await signaturesOf(
    tx,
    "envelope",
    rows.map(({ id }) => id),
  );
  return rows.map((row) => keptOf(row, signaturesIn(row.id)));
}

const keptOf = (row: Row, signatures: readonly KeptSignature[]): KeptEnvelope => ({
  ...row,
  tier: oneOf(TIERS, row.tier),
  decided: oneOf(ENVELOPE_DECIDED, row.decided),
  over: row.over === null ? null : oneOf(ENVELOPE_ENDS, row.over),
  signers: signatures.filter(({ decision }) => decision === "approve").map(({ signerId }) => signerId),
  signatures,
});
