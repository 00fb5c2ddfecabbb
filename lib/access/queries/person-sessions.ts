import { z } from "zod";
import { noSuchPerson } from "#lib/access/no-such-person.ts";
import { functionsHeld } from "#lib/access/rows/grants.ts";
import { openSessionsOf } from "#lib/access/rows/open-sessions.ts";
import { standing } from "#lib/access/views/person.ts";
import { personSessionsView } from "#lib/access/views/person-sessions.ts";
import { defineQuery } from "#lib/command/query.ts";
import { id, paging } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** The open sessions of a person of the workspace, for admins and auditors. */
export const personSessions = defineQuery({
  name: "person-sessions",
  permission: "settings:read",
  summary: "List a person's open sessions",
  /** `cursor` is the id of the last session seen. */
  input: z.strictObject({ personId: id, ...paging }),
  output: personSessionsView,

  async load(tx, { personId, cursor, limit }, { caller, now }) {
    const member = await tx.membership.findUnique({
      where: { workspaceId_personId: { workspaceId: caller.workspaceId, personId } },
    });
    const person = member && (await tx.person.findUnique({ where: { id: personId } }));
    if (!person) return noSuchPerson;
    const page = await openSessionsOf(tx, { caller, now, personId, cursor, limit });
    return ok({
      ...page,
      person: {
        id: person.id,
        name: person.name,
        email: person.email,
        ...standing.parse({ ...member, functions: await functionsHeld(tx, member, now) }),
        disabledAt: person.disabledAt?.toISOString() ?? null,
      },
    });
  },
});
