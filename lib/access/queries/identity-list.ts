import { z } from "zod";
import { peopleOnly } from "#lib/access/rows/lock-factors.ts";
import { identityListView } from "#lib/access/views/identity-list.ts";
import { defineQuery } from "#lib/command/query.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** The accounts at providers that the caller signs in with; for an admin, those of a person of the workspace. */
export const identityList = defineQuery({
  name: "identity-list",
  permission: "identity:read",
  summary: "List the accounts at providers that you sign in with",
  input: z.strictObject({ personId: id.optional() }),
  output: identityListView,

  async load(tx, { personId }, { caller }) {
    if (caller.kind !== "person") return peopleOnly;
    const whose = personId ?? caller.id;
    if (whose !== caller.id && !caller.roles.includes("admin"))
      return refuse("forbidden", "role-missing", "Only an admin sees how others sign in.");
    const rows = await tx.$queryRaw<Row[]>`
      SELECT id::text, issuer, bound_at AS "boundAt" FROM provider_identity
      WHERE person_id = ${whose}::uuid AND unbound_at IS NULL ORDER BY bound_at`;
    const [person] = await tx.$queryRaw<[{ hasPassword: boolean }]>`
      SELECT password_hash IS NOT NULL AS "hasPassword" FROM person JOIN membership ON person_id = person.id
      WHERE person.id = ${whose}::uuid AND workspace_id = ${caller.workspaceId}::uuid`;
    return ok({
      identities: rows.map(({ boundAt, ...row }) => ({ ...row, boundAt: boundAt.toISOString() })),
      hasPassword: person?.hasPassword ?? false,
    });
  },
});

type Row = { id: string; issuer: string; boundAt: Date };
