import { z } from "zod";
import { grantState, mayConfirm } from "#lib/access/granting.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { confirmerOf } from "#lib/access/rows/confirmer.ts";
import { type OpenGrant, openGrants } from "#lib/access/rows/open-grants.ts";
import { functionListView, type ListedGrant } from "#lib/access/views/function-list.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Who holds which function, who waits for one, and what the reader can confirm. */
export const functionList = defineQuery({
  name: "function-list",
  permission: "policy:read",
  summary: "List who holds, waits for or is proposed for a function",
  input: z.strictObject({
    /** Only the functions of this person. */
    personId: id.optional(),
  }),
  output: functionListView,

  async load(tx, { personId }, { caller, now }) {
    const asked = <T>(all: readonly T[], whose: (one: T) => string) =>
      all.filter((one) => personId === undefined || whose(one) === personId);
    const grants = asked(await openGrants(tx, caller.workspaceId), (grant) => grant.personId);
    const confirming = caller.kind === "person" ? await confirmerOf(tx, caller, now) : null;
    const whyNot = (grant: OpenGrant) => {
      const may = confirming && mayConfirm({ ...confirming, personId: grant.personId, grant }, now);
      return may?.ok ? null : (may?.error.message ?? "Only a person who holds a function confirms one.");
    };
    return ok({
      grants: grants.flatMap((grant) => listed(grant, whyNot(grant), now)),
      reviewers: asked(await reviewersHere(tx, caller), (reviewer) => reviewer.id),
      both: asked(await bothHere(tx, caller, now), (one) => one.id).map(({ name }) => name),
      declines: whyNotPermitted(caller, "function:decline") === null,
    });
  },
});

function listed(grant: OpenGrant, whyNotConfirm: string | null, now: Date): ListedGrant[] {
  const state = grantState(grant, now);
  if (state === "none") return [];
  const { personId, name, function: held, holdsFrom, proposed, confirmed } = grant;
  const step = (one: OpenGrant["proposed"]) => one && { by: one.by, at: one.at.toISOString() };
  return [
    {
      personId,
      name,
      function: held,
      state,
      proposed: step(proposed),
      confirmed: step(confirmed),
      holdsFrom: holdsFrom?.toISOString() ?? null,
      whyNotConfirm,
    },
  ];
}

const reviewersHere = (tx: Tx, { workspaceId }: Caller): Promise<{ id: string; name: string }[]> =>
  tx.$queryRaw`
    SELECT p.id::text, p.name FROM membership m JOIN person p ON p.id = m.person_id AND p.disabled_at IS NULL
    WHERE m.workspace_id = ${workspaceId}::uuid AND 'reviewer' = ANY(m.roles) AND NOT 'admin' = ANY(m.roles)
    ORDER BY p.name`;

const bothHere = (tx: Tx, { workspaceId }: Caller, now: Date): Promise<{ id: string; name: string }[]> =>
  tx.$queryRaw`
    SELECT p.id::text, p.name FROM membership m JOIN person p ON p.id = m.person_id AND p.disabled_at IS NULL
    WHERE m.workspace_id = ${workspaceId}::uuid AND 'admin' = ANY(m.roles) AND ('reviewer' = ANY(m.roles)
      OR cardinality(functions_held(m.workspace_id, m.person_id, ${now})) > 0)
    ORDER BY p.name`;
