import { z } from "zod";
import { type AuditActor, auditFiltersView } from "#lib/audit/views/audit-filters.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

const ACTORS_MAX = 500;

/** What the trail can be searched by: who acts here, by id, and the models there are. */
export const auditFilters = defineQuery({
  name: "audit-filters",
  permission: "audit:read",
  summary: "List the people, tokens and models to filter the audit trail by",
  input: z.strictObject({}),
  output: auditFiltersView,

  async load(tx) {
    const [actors, models] = await Promise.all([
      tx.$queryRaw<AuditActor[]>`
        SELECT p.id::text, p.name, 'person' AS kind FROM membership m JOIN person p ON p.id = m.person_id
        UNION ALL SELECT id::text, name, 'token' FROM service_token
        ORDER BY kind, name LIMIT ${ACTORS_MAX}`,
      tx.$queryRaw<{ name: string }[]>`SELECT name FROM model ORDER BY name LIMIT ${ACTORS_MAX}`,
    ]);
    return ok({ actors, models: models.map(({ name }) => name) });
  },
});
