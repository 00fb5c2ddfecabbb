import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";

import { defineQuery } from "#lib/command/query.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { id, paging } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { type PersonSignature, personSignaturesView } from "#lib/overview/views/person-signatures.ts";
import { PROOF_METHODS } from "#lib/releases/views/release-council.ts";

/** What a person signed, newest first. */
export const personSignatures = defineQuery({
  name: "person-signatures",
  permission: "settings:read",
  summary: "List what a person signed",
  /** `cursor` is the id of the last signature seen. */
  input: z.strictObject({ personId: id, ...paging }),
  output: personSignaturesView,

  async load(tx, { personId, cursor, limit }, { caller }) {
    const after = z.uuid().safeParse(cursor).success
      ? Prisma.sql`(signed_at, id) < (SELECT signed_at, id FROM signature WHERE id = ${cursor}::uuid)`
      : Prisma.sql`true`;
    const rows = await tx.$queryRaw<Row[]>`
      SELECT signature.id::text, signature.round, seat, decision, signature.method, signed_at AS "signedAt",
             lift.lifted_by_name AS "liftedBy", proposal.version AS "policyVersion",
             council.council_id::text AS council, council.content ->> 'name' AS "councilName",
             release.number, model.name AS model, version.number AS version
      FROM (SELECT * FROM signature
            WHERE signer_id = ${personId}::uuid AND workspace_id = ${caller.workspaceId}::uuid AND ${after}
            ORDER BY signed_at DESC, id DESC LIMIT ${limit + 1}) signature
      LEFT JOIN objection_lift lift ON lift.signature_id = signature.id
      LEFT JOIN policy_proposal proposal ON proposal.id = subject_id AND subject_kind = 'policy-proposal'
      LEFT JOIN council_proposal council ON council.id = subject_id AND subject_kind = 'council-proposal'
      LEFT JOIN release ON release.id = subject_id AND subject_kind = 'release'
      LEFT JOIN model ON model.id = release.model_id
      LEFT JOIN model_version version ON version.id = release.version_id
      ORDER BY signed_at DESC, signature.id DESC`;
    const items = rows.slice(0, limit).map(signatureOf);
    return ok({ items, nextCursor: rows.length > limit ? items.at(-1)!.id : null });
  },
});

type Row = Pick<PersonSignature, "id" | "round" | "liftedBy"> & {
  seat: string;
  decision: string;
  method: string;
  signedAt: Date;
  policyVersion: number | null;
  council: string | null;
  councilName: string | null;
  number: number;
  model: string;
  version: number;
};

const signatureOf = (row: Row): PersonSignature => {
  const { id, round, liftedBy } = row;
  return {
    id,
    round,
    liftedBy,
    subject: subjectOf(row),
    seat: oneOf(FUNCTIONS, row.seat),
    decision: oneOf(VERDICT_DECISIONS, row.decision),
    method: oneOf(PROOF_METHODS, row.method),
    signedAt: row.signedAt.toISOString(),
  };
};

function subjectOf({
  policyVersion,
  council,
  councilName,
  number,
  model,
  version,
}: Row): PersonSignature["subject"] {
  if (council !== null) return { kind: "council-proposal", council, name: councilName ?? "" };
  return policyVersion === null
    ? { kind: "release", number, model, version }
    : { kind: "policy-proposal", version: policyVersion };
}
