import { NIL } from "uuid";
import { GRANT_VERBS, type Grant, type GrantVerb } from "#lib/access/granting.ts";
import type { Tx } from "#lib/db/client.ts";
import { type BusinessFunction, type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";

/** A person's functions as their latest steps left them, ended ones too. */
export async function grantsOf(tx: Tx, workspaceId: string, personId: string): Promise<Grant[]> {
  const rows = await tx.$queryRaw<(Omit<Grant, "function" | "verb"> & { function: string; verb: string })[]>`
    SELECT function, step, verb, by_id::text AS "byId", holds_from AS "holdsFrom" FROM function_standing
    WHERE workspace_id = ${workspaceId}::uuid AND person_id = ${personId}::uuid ORDER BY function`;
  return rows.map((row) => ({
    ...row,
    function: oneOf(FUNCTIONS, row.function),
    verb: oneOf(GRANT_VERBS, row.verb),
  }));
}

/** What a person may sign for at a moment. */
export async function functionsHeld(
  tx: Tx,
  { workspaceId, personId }: { readonly workspaceId: string; readonly personId: string },
  at: Date,
): Promise<BusinessFunction[]> {
  const [row] = await tx.$queryRaw<[{ functions: BusinessFunction[] }]>`
    SELECT functions_held(${workspaceId}::uuid, ${personId}::uuid, ${at}) AS functions`;
  return row.functions;
}

type Step = {
  readonly personId: string;
  readonly function: BusinessFunction;
  /** What it follows. */
  readonly grant: Grant | null;
  readonly verb: Exclude<GrantVerb, "kept">;
  readonly effectiveAt?: Date;
  readonly founding?: boolean;
};

/** Adds a step to a grant. */
export async function writeStep(
  tx: Tx,
  { personId, function: name, grant, verb, effectiveAt, founding = false }: Step,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
): Promise<void> {
  await tx.functionAct.create({
    data: {
      workspaceId: caller.workspaceId,
      personId,
      function: name,
      step: (grant?.step ?? 0) + 1,
      verb,
      // The operator has no person row; the log distinguishes their acts.
      byId: caller.kind === "person" ? caller.id : NIL,
      at: now,
      effectiveAt: effectiveAt ?? null,
      founding,
    },
  });
}

/** Whether no grant of the workspace was ever complete: none was kept, and nobody confirmed one outside a half founding. */
export async function isUnfounded(tx: Tx, workspaceId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<[{ unfounded: boolean }]>`
    SELECT NOT EXISTS (
      SELECT FROM function_act act WHERE act.workspace_id = ${workspaceId}::uuid AND (
        act.verb = 'kept' OR act.verb = 'confirmed' AND (NOT act.founding OR EXISTS (
          SELECT FROM function_act mate WHERE mate.workspace_id = act.workspace_id AND mate.founding
            AND mate.person_id = act.by_id AND mate.by_id = act.person_id)))
    ) AS unfounded`;
  return row.unfounded;
}
