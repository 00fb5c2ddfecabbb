import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

const ACTORS_MAX = 500;

const actor = z.object({ id: z.string(), name: z.string(), kind: z.enum(["person", "token"]) });

/** The search filters of the trail: the ids of those who act here, and the models. */
export const auditFilters = defineQuery({
  name: "audit-filters",
  permission: "audit:read",
  summary: "List the people, tokens and models to filter the audit trail by",
  input: z.strictObject({}),
  output: z.object({ actors: z.array(actor), models: z.array(z.string()) }),

  async load(tx) {
    const actors = await tx.$queryRaw<z.infer<typeof actor>[]>`
      SELECT p.id::text, p.name, 'person' AS kind FROM membership m JOIN person p ON p.id = m.person_id
      UNION ALL SELECT id::text, name, 'token' FROM service_token
      ORDER BY kind, name LIMIT ${ACTORS_MAX}`;
    const models = await tx.$queryRaw<{ name: string }[]>`
      SELECT name FROM model ORDER BY name LIMIT ${ACTORS_MAX}`;
    return ok({ actors, models: models.map(({ name }) => name) });
  },
});
