import { GRANT_VERBS, type Grant } from "#lib/access/granting.ts";
import type { Tx } from "#lib/db/client.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";

type By = { readonly by: string; readonly at: Date } | null;
export type OpenGrant = Grant & {
  readonly personId: string;
  readonly name: string;
  readonly proposed: By;
  readonly confirmed: By;
};

type Row = Omit<Grant, "function" | "verb"> & {
  function: string;
  verb: string;
  personId: string;
  name: string;
  proposedBy: string | null;
  proposedAt: Date | null;
  confirmedBy: string | null;
  at: Date;
};

/** Every function that somebody with access holds, waits for or is proposed for, by person. */
export async function openGrants(tx: Tx, workspaceId: string): Promise<OpenGrant[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT act.function, act.step, act.verb, act.by_id::text AS "byId", act.holds_from AS "holdsFrom", act.at,
           act.person_id::text AS "personId", p.name, who.name AS "confirmedBy",
           proposal.at AS "proposedAt", proposer.name AS "proposedBy"
    FROM function_standing act
    JOIN person p ON p.id = act.person_id AND p.disabled_at IS NULL
    LEFT JOIN person who ON who.id = act.by_id
    LEFT JOIN function_act proposal ON proposal.workspace_id = act.workspace_id AND proposal.person_id = act.person_id
      AND proposal.function = act.function AND proposal.verb = 'proposed'
      AND proposal.step = act.step - CASE act.verb WHEN 'confirmed' THEN 1 ELSE 0 END
    LEFT JOIN person proposer ON proposer.id = proposal.by_id
    WHERE act.workspace_id = ${workspaceId}::uuid AND act.verb IN ('kept', 'proposed', 'confirmed')
    ORDER BY p.name, act.function`;
  return rows.map(({ proposedBy, proposedAt, confirmedBy, at, ...row }) => ({
    ...row,
    function: oneOf(FUNCTIONS, row.function),
    verb: oneOf(GRANT_VERBS, row.verb),
    proposed: proposedAt && { by: proposedBy ?? OPERATOR, at: proposedAt },
    confirmed: row.verb === "confirmed" ? { by: confirmedBy ?? OPERATOR, at } : null,
  }));
}

/** Who has no person row: whoever is at the terminal. In the words of a sentence's middle. */
export const OPERATOR = "the operator";
