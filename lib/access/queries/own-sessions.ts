import { z } from "zod";
import { openSessionsOf } from "#lib/access/rows/open-sessions.ts";
import { ownSessionsView } from "#lib/access/views/person-sessions.ts";
import { defineQuery } from "#lib/command/query.ts";
import { paging } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** The signed-in person's open sessions. */
export const ownSessions = defineQuery({
  name: "own-sessions",
  permission: "session:read",
  summary: "List your own open sessions",
  /** `cursor` is the id of the last session seen. */
  input: z.strictObject(paging),
  output: ownSessionsView,

  async load(tx, { cursor, limit }, { caller, now }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person has sessions; a token has none.");
    return ok(await openSessionsOf(tx, { caller, now, personId: caller.id, cursor, limit }));
  },
});
